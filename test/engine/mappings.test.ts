import assert from "node:assert/strict";
import { FAMILIES } from "../../engine/catalogue/families.ts";
import type { Mapping, Namespace } from "../../engine/catalogue/mapping.ts";
import { TORCH_UNLISTED } from "../../engine/catalogue/mappings/torch-unlisted.ts";
import { mappedNames, mappingOf, NAMESPACES } from "../../engine/catalogue/mappings.ts";
import { parseSignature, type Signature } from "../../engine/catalogue/signature.ts";
import {
  canonicalTorchName,
  mindsporeHas,
  mindsporeNameKind,
  mindsporeSignatures,
  torchNameKind,
  torchSignatures,
} from "../../engine/catalogue/signatures.ts";
import { sideBySide } from "../../engine/explain/differences.ts";
import { RULES } from "../../engine/rules/index.ts";
import { DEFAULT_TARGET } from "../../engine/target.ts";

const VERSION = "2.10";
const ALL = [...mappedNames()].map((name) => ({ name, mapping: mappingOf(name) as Mapping }));

const namesOf = ({ prefix, mappings }: Namespace): string[] => Object.keys(mappings).map((name) => `${prefix}.${name}`);

const complain = (complaints: string[]): void => assert.deepEqual(complaints, []);

const torchSide = ({ name, mapping }: (typeof ALL)[number]): readonly Signature[] =>
  mapping.signatures?.torch ? [parseSignature(mapping.signatures.torch)] : torchSignatures(name);

const mindsporeSide = ({ to, signatures }: Mapping): readonly Signature[] =>
  signatures?.mindspore ? [parseSignature(signatures.mindspore)] : mindsporeSignatures(to ?? "", VERSION);

const takes = (signatures: readonly Signature[], name: string): boolean =>
  signatures.some(({ parameters }) => parameters.some((p) => p.name === name || p.kind === "kwargs"));

/** A name of MindSpore as sentences say it: `ops.relu`, `ms.set_seed`. */
const MINDSPORE_NAME = /(?<![\w.])(?:ms|ops|nn|mint|mindspore)\.[a-zA-Z_][\w.]*\w/g;

/** Whether there is a name, a module that it is the name of, or a class that it is a member of. */
function isThere(text: string): boolean {
  const name = text.replace(/^ms\./, "mindspore.").replace(/^(ops|nn|mint)\./, "mindspore.$1.");
  const owner = name.slice(0, name.lastIndexOf("."));
  const isMember = ["class", "attribute"].includes(mindsporeNameKind(owner, VERSION) ?? "") || UNREAD.test(name);
  return isMember || mindsporeHas(name, VERSION);
}

/** Modules whose members no source tells, or that are not read. */
const UNREAD =
  /^mindspore\.(nn\.probability\.distribution|profiler\.ProfilerActivity|dataset\.vision\.Inter|communication\.GlobalComm)\b/;

describe("mappings", () => {
  it("are of the names that torch's own go by", () => {
    complain(ALL.map(({ name }) => name).filter((name) => canonicalTorchName(name) !== name));
    complain(
      NAMESPACES.filter((space) => space !== TORCH_UNLISTED && !space.prefix.startsWith("torchvision"))
        .flatMap(namesOf)
        .filter((name) => torchNameKind(name) === undefined),
    );
    complain(namesOf(TORCH_UNLISTED).filter((name) => torchNameKind(name) !== undefined));
  });

  it("name each name once", () => {
    const names = NAMESPACES.flatMap(namesOf);
    complain(names.filter((name, index) => names.indexOf(name) !== index));
  });

  it("leave to a rule what it owns", () => {
    const owned = new Set(RULES.flatMap((rule) => rule.owns ?? []));
    complain(ALL.map(({ name }) => name).filter((name) => owned.has(name)));
  });

  it("lead to names that MindSpore has", () => {
    complain(ALL.flatMap(({ name, mapping: { to } }) => (to && !mindsporeHas(to, VERSION) ? [`${name} → ${to}`] : [])));
  });

  it("say what to do where there is no counterpart", () => {
    complain(
      ALL.filter(
        ({ mapping: { to, definition, says, keeps, instead } }) => !to && !definition && !says && !keeps && !instead,
      ).map(({ name }) => name),
    );
  });

  it("give a reason of the closed list where nothing can be written", () => {
    complain(
      ALL.filter(({ mapping: { to, definition, says, keeps } }) => !to && !definition && !says && !keeps)
        .filter(({ mapping: { reason } }) => !reason)
        .map(({ name }) => name),
    );
  });

  it("tell a reader of a string once, whose two quotings they list", () => {
    const name = "torch.nn.functional.interpolate";
    const mapping = mappingOf(name) as Mapping;
    const rows = sideBySide(name, mapping.to ?? "", mapping, DEFAULT_TARGET);
    const mode = rows?.find(({ torch }) => torch?.name === "mode");
    assert.match(mode?.difference ?? "", /^not 'bicubic'\./);
  });

  it("name only what MindSpore has, in what they say to do", () => {
    const texts = [
      ...ALL.map(({ name, mapping: { instead } }) => [name, instead ?? ""]),
      ...FAMILIES.map(({ under, instead }) => [under, instead]),
    ];
    complain(
      texts.flatMap(([name, text]) =>
        [...text.matchAll(MINDSPORE_NAME)].filter(([found]) => !isThere(found)).map(([found]) => `${name}: ${found}`),
      ),
    );
  });

  it("change parameters that torch's signature has", () => {
    complain(
      ALL.flatMap((entry) =>
        Object.keys(entry.mapping.parameters ?? {})
          .filter((parameter) => !takes(torchSide(entry), parameter))
          .map((parameter) => `${entry.name}(${parameter})`),
      ),
    );
  });

  it("rename and add parameters that MindSpore's signature has", () => {
    complain(
      ALL.filter(({ mapping }) => mapping.to).flatMap(({ name, mapping }) => {
        const changes = Object.values(mapping.parameters ?? {});
        const renamed = changes.flatMap((change) => (typeof change === "string" ? change : (change.to ?? [])));
        const brought = changes.flatMap((change) =>
          typeof change === "string" ? [] : Object.keys(change.brings ?? {}),
        );
        return [...renamed, ...brought, ...Object.keys(mapping.add ?? {})]
          .filter((parameter) => !takes(mindsporeSide(mapping), parameter))
          .map((parameter) => `${name}: ${mapping.to}(${parameter})`);
      }),
    );
  });

  it("follow another parameter that torch's signature has", () => {
    complain(
      ALL.flatMap((entry) =>
        Object.values(entry.mapping.parameters ?? {}).flatMap((change) =>
          typeof change === "object" && change.like && !takes(torchSide(entry), change.like)
            ? [`${entry.name}: ${change.like}`]
            : [],
        ),
      ),
    );
  });
});
