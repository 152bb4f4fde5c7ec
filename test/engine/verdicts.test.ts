import { strict as assert } from "node:assert";
import { FAMILIES, familyOf } from "../../engine/catalogue/families.ts";
import { mappedNames } from "../../engine/catalogue/mappings.ts";
import { allTorchNames, isPublicModule } from "../../engine/catalogue/signatures.ts";
import { verdictOf } from "../../engine/explain/verdict.ts";
import { RULES } from "../../engine/index.ts";
import { ownerOf } from "../../engine/rules/index.ts";
import { MINDSPORE_VERSIONS } from "../../engine/target.ts";

const NAMES = allTorchNames();
const isKnown = (prefix: string) => NAMES.some((name) => name.startsWith(`${prefix}.`));

describe("verdicts", () => {
  it("every public name of torch has one owner: give a new one a mapping, a rule or a family", () => {
    assert.deepEqual(
      NAMES.filter((name) => !ownerOf(name)),
      [],
    );
  });

  it("every name has a verdict for every target", () => {
    for (const mindspore of MINDSPORE_VERSIONS) {
      const target = { mindspore, device: "Ascend" } as const;
      assert.deepEqual(
        NAMES.filter((name) => verdictOf(name, target) === "unknown"),
        [],
      );
    }
  });

  it("the whole of a namespace that people write is answered by name, not by its family", () => {
    const own = new Set([...mappedNames(), ...RULES.flatMap((rule) => rule.owns ?? [])]);
    const written = /^torch\.(Tensor\.|nn\.functional\.|linalg\.|fft\.|special\.|optim\.)?\w+$|^torch\.nn\.[A-Z]\w+$/;
    const byFamily = NAMES.filter((name) => written.test(name) && !own.has(name) && !isPublicModule(name));
    assert.deepEqual(byFamily, []);
  });

  it("each family answers for some name, and each prefix is said once", () => {
    const answered = new Set(NAMES.map(familyOf));
    const prefixes = FAMILIES.map(({ under }) => under);
    const idle = prefixes.filter((under) => !answered.has(under) && isKnown(under));
    assert.deepEqual(idle, []);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });

  it("a name of a family that torch's listing lacks is answered too, and one beside it is not", () => {
    assert.ok(ownerOf("torch.cuda.of_tomorrow"));
    assert.equal(ownerOf("torch.of_tomorrow"), undefined);
    assert.equal(ownerOf("torch.nn.functional.of_tomorrow"), undefined);
    assert.equal(ownerOf("torchmetrics.Accuracy"), undefined);
  });
});
