import { strict as assert } from "node:assert";
import { DEFAULT_TARGET, rewrite } from "../../engine/index.ts";
import { parse, ready } from "./parse.ts";

before(() => ready);

const migrated = (source: string) => rewrite(parse, source, DEFAULT_TARGET);

describe("a migration that was finished by hand", () => {
  it("loses the imports of torch, of which nothing is used any more", () => {
    const { text, changes, left } = migrated(
      "import mindspore as ms\nimport torch  # soon gone\nfrom torch.testing import assert_allclose\n\nx = ms.ops.ones(3)\n",
    );
    assert.equal(text, "from mindspore import ops  # soon gone\n\nx = ops.ones(3)\n");
    assert.deepEqual({ changes, left }, { changes: 1, left: [] });
  });

  it("loses that of a name which it defines itself since", () => {
    const first =
      "from torch.utils.data import Subset\nimport torch.hub\n\npart = Subset([1, 2], [0])\nx = torch.hub.x\n";
    const begun = migrated(first).text;
    assert.match(begun, /^from torch\.utils\.data import Subset$/m);
    const { text, changes } = migrated(begun.replace("x = torch.hub.x\n", ""));
    assert.doesNotMatch(text, /torch/);
    assert.equal(changes, 1);
  });

  it("is none where a file has torch's imports alone: others may take the names from it", () => {
    for (const source of ["import torch\n\nprint(1)\n", "from torch.nn import Linear\n"]) {
      const { text, changes } = migrated(source);
      assert.deepEqual({ text, changes }, { text: source, changes: 0 });
    }
  });

  it("is not finished while a line that does not parse may use torch", () => {
    const source =
      "import mindspore as ms\nimport torch\n\ny = ms.f(3) if torch.g e\nx = ms.ops.ones(3)\nz = {'a': x}\n";
    assert.match(migrated(source).text, /^import torch$/m);
  });

  it("is not finished while something of torch is used", () => {
    const source = "import mindspore as ms\nimport torch\n\nx = ms.ops.ones(3)\ny = torch.no_such_name(x)\n";
    assert.equal(migrated(source).text, source);
  });
});
