import { kindCollector } from "../../../by-kinds.ts";
import type { Effect } from "../../../finding.ts";
import { renameAttribute } from "../../../fix/attribute.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { classFamily } from "../../../semantics/kinds.ts";
import { nearest } from "../../../semantics/lineage.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { inventoryOf, type MemberOfName, perStatement } from "../../../syntax/collect.ts";
import type { FunctionDefinition, Parameter } from "../../../syntax/nodes.ts";

const BASES: Record<string, string> = {
  "torch.nn.Module": "mindspore.nn.Cell",
  "torch.nn.Module.__init__": "mindspore.nn.Cell.__init__",
};
const FORWARDS = ["torch.nn.Module.forward", "mindspore.nn.Cell.forward"];

/** A torch Module class: nn.Cell in MindSpore, with construct for forward. */
export default defineRule({
  name: "module-class",
  category: "module",
  owns: [...Object.keys(BASES), ...FORWARDS],
  counterpart: (name) => BASES[name],
  find: (reference, context) =>
    hasBoth(reference, context)
      ? undefined
      : FORWARDS.includes(reference.name)
        ? forwardCall(reference, context)
        : reference.receiver || reference.alias
          ? undefined
          : base(reference, BASES[reference.name], context),
  *scan(context) {
    yield* classForwards(context);
    for (const info of context.model.classes) {
      const { name, methods } = info;
      if (!classFamily(info)) continue;
      for (const [method, { to, why, effect, unsafe }] of Object.entries(OVERRIDES)) {
        const own = methods.get(method);
        if (!own || methods.has(to) || (method === "train" && !takesMode(own))) continue;
        const at = { start: own.nameStart, end: own.nameStart + method.length };
        yield {
          at,
          verdict: "renamed",
          effect,
          message: `${name}.${method} is ${to} in MindSpore: ${why}.`,
          mend: () => ({ edits: [{ ...at, text: to }], forms: [`module:${to}`], unsafe }),
        };
      }
    }
  },
});

/** `Base.forward(self, x)`: the method of a class, as one calls it without super. */
function* classForwards(context: Context): Iterable<Report> {
  for (const node of forwardsIn(context))
    yield {
      at: node,
      verdict: "renamed",
      effect: "loud",
      name: FORWARDS[0],
      message: "forward is construct in MindSpore.",
      mend: () => ({ edits: renameAttribute(node, "construct", context.text), forms: ["module:forward-call"] }),
    };
}

/** `Name.forward` wherever it stands in a statement. */
const forwardsOf = perStatement((statement): readonly MemberOfName[] =>
  statement.kind === "class"
    ? statement.body.statements.flatMap(forwardsOf)
    : inventoryOf(statement).members.filter(({ name }) => name === "forward"),
);

/** Those of layers. */
const forwardsIn = kindCollector((top, { model }) =>
  forwardsOf(top).filter(({ value }) => {
    const kind = model.kindOf(value)?.kind;
    return kind?.is === "class" && kind.definition !== undefined && classFamily(kind.definition) !== undefined;
  }),
);

/** A method that a layer's class defines for torch to call. */
interface Override {
  readonly to: string;
  readonly why: string;
  readonly effect: Effect;
  readonly unsafe?: string;
}

const OVERRIDES: Readonly<Record<string, Override>> = {
  forward: { to: "construct", why: "a Cell that defines only forward raises when it is called", effect: "loud" },
  train: {
    to: "set_train",
    why: "train is never called there",
    effect: "silent",
    unsafe: "a Cell sets the mode of its parts without calling their set_train",
  },
  extra_repr: { to: "extend_repr", why: "what it says of the layer is not printed otherwise", effect: "none" },
};

/** A training loop of its own may be called `train` too; what sets the mode takes the mode alone. */
const takesMode = ({ parameters }: FunctionDefinition): boolean =>
  parameters.length < 3 && parameters.slice(1).every(isMode);

const isMode = ({ name, form, default: usual }: Parameter): boolean =>
  form !== "plain" || name === "mode" || (usual?.kind === "constant" && /^(True|False)$/.test(usual.value));

/** Whether a class has a `forward` of its own beside its `construct`. */
function hasBoth({ name, receiver }: Reference, { model }: Context): boolean {
  const kind = FORWARDS.includes(name) && receiver ? model.kindOf(receiver)?.kind : undefined;
  const definition = kind?.is === "instance" ? kind.definition : undefined;
  const both = definition && nearest(definition, ({ methods }) => methods.has("forward") && methods.has("construct"));
  return both !== undefined;
}

function base(reference: Reference, to: string, context: Context): Report {
  const { node, use } = reference;
  return {
    at: node,
    verdict: "restructured",
    effect: "loud",
    name: reference.name,
    message:
      use === "base"
        ? "A Module is an nn.Cell in MindSpore, with construct for forward."
        : "nn.Module is nn.Cell in MindSpore.",
    mend: () => ({
      edits: [{ start: node.start, end: node.end, text: context.names.spell(to) }],
      forms: [`module:${reference.name.endsWith("__init__") ? "init" : use}`],
    }),
  };
}

function forwardCall(reference: Reference, context: Context): Report {
  return {
    at: reference.node,
    verdict: "renamed",
    effect: "loud",
    name: "torch.nn.Module.forward",
    message: "forward is construct in MindSpore.",
    mend: () => ({
      edits: renameAttribute(reference.node, "construct", context.text),
      forms: ["module:forward-call"],
      unsafe: likelyReason(reference, context),
    }),
  };
}
