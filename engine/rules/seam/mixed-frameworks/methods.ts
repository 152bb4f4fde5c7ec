import type { Context, Report } from "../../../rule.ts";
import type { ClassInfo } from "../../../semantics/kinds.ts";
import { methodIn, nearest } from "../../../semantics/lineage.ts";
import type { Call } from "../../../syntax/nodes.ts";
import { familyOfKind } from "../family.ts";

/** Methods that Cells have and Modules have not. */
const OF_CELLS =
  /^(set_train|set_grad|(un)?trainable_params|get_parameters|parameters_and_names|parameters_dict|cells|cells_and_names|insert_child_to_cell|insert_param_to_cell|to_float|construct)$/;

/** What is wrong where a torch Module is asked for what Cells alone have. */
export function ofMethod(call: Call, { model, text }: Context): Report | undefined {
  const { function: callee } = call;
  if (callee.kind !== "attribute" || !OF_CELLS.test(callee.name) || model.kindOf(callee)) return undefined;
  const owner = model.kindOf(callee.value);
  if (owner?.kind.is !== "instance" || owner.ground !== "certain" || familyOfKind(owner.kind) !== "torch")
    return undefined;
  const { definition } = owner.kind;
  if (definition && mayHave(definition, callee.name)) return undefined;
  const what = text.slice(callee.value.start, callee.value.end);
  return {
    at: call,
    verdict: "manual",
    effect: "loud",
    severity: "warning",
    message: `${what} is a torch Module, which has no ${callee.name}: it raises. Migrate its class.`,
    mend: () => ({ refused: "Its class is migrated, with what uses it." }),
  };
}

/** Whether a class has a member of this name, as far as one can tell. */
const mayHave = (info: ClassInfo, name: string): boolean =>
  info.attributes.has(name) ||
  methodIn(info, name) !== undefined ||
  methodIn(info, "__getattr__") !== undefined ||
  nearest(info, ({ bases }) => bases.some((base) => base?.kind.is !== "class")) !== undefined;
