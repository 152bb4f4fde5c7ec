import { remembered } from "../../../remembered.ts";
import type { Context } from "../../../rule.ts";
import { isOwn, isTensor, type OwnClass, type Typed } from "../../../semantics/kinds.ts";
import { argumentOf } from "../../../semantics/reference.ts";
import { callsIn, collector, inventoryOf } from "../../../syntax/collect.ts";
import type { Attribute, Call, ClassDefinition, Expression, FunctionDefinition } from "../../../syntax/nodes.ts";
import { isSimpleName, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

/** A tensor that is given to a class which formats what it is given as a number: `top1.update(acc1[0])` of an `AverageMeter`. */
export interface Metered {
  readonly node: Expression;
  readonly meter: OwnClass;
  /** The class's instance and the tensor, as far as they are known. */
  readonly known: readonly Typed[];
}

/** The tensors of a file that meters of its own are given. */
export function metered({ model, text }: Context): readonly Metered[] {
  const meters = model.classes.filter(({ node, roots }) => roots.length === 0 && keptBy(node).size > 0);
  if (meters.length === 0) return [];
  const found: Metered[] = [];
  for (const call of callsOfMethods(model.module)) {
    const receiver = model.kindOf(call.function.value);
    const meter = meters.find(({ node }) => node === ownClassOf(receiver)?.node);
    const kept = meter && keptBy(meter.node).get(call.function.name);
    if (!receiver || !meter || !kept) continue;
    for (const [parameter, attributes] of kept) {
      const node = givenFor(parameter, meter.methods.get(call.function.name)!, call);
      const typed = node && model.kindOf(node);
      if (!node || !isTensor(typed)) continue;
      const isShown = (member: Attribute): boolean =>
        text[member.end] === ":" &&
        attributes.has(member.name) &&
        ownClassOf(model.kindOf(member.value))?.node === meter.node &&
        !isTensor(model.kindOf(member));
      if (formatsAll(meter.node) || formattedMembers(model.module).some(isShown))
        found.push({ node, meter, known: [receiver, typed] });
    }
  }
  return found;
}

function ownClassOf(typed: Typed | undefined): OwnClass | undefined {
  const definition = typed?.kind.is === "instance" ? typed.kind.definition : undefined;
  return definition && isOwn(definition) ? definition : undefined;
}

type MethodCall = Call & { readonly function: Attribute };

const callsOfMethods = collector((statement) =>
  callsIn(statement).filter(
    (call): call is MethodCall => call.function.kind === "attribute" && call.arguments.length > 0,
  ),
);

/** `self.avg` in `f"{self.avg:.3f}"`, whatever its format is. */
const formattedMembers = collector((statement) => {
  const members: Attribute[] = [];
  walkExpressions(statement, (node) => {
    if (node.kind !== "string") return;
    for (const value of node.interpolations) if (value.kind === "attribute") members.push(value);
  });
  return members;
});

/** Whether a class formats all its attributes: `fmt.format(**self.__dict__)`. */
const formatsAll = remembered((node: ClassDefinition): boolean =>
  callsIn(node.body).some(
    ({ function: callee, arguments: args }) =>
      callee.kind === "attribute" &&
      callee.name === "format" &&
      args.some(({ form, value }) => form === "doublestar" && isAttributesOfSelf(value)),
  ),
);

const isAttributesOfSelf = (value: Expression): boolean =>
  (value.kind === "attribute" && value.name === "__dict__") ||
  (value.kind === "call" && isSimpleName(value.function, "vars"));

type Kept = ReadonlyMap<string, ReadonlySet<string>>;

/** Which attributes hold what a method is given, or what is computed of it: method → parameter → attributes. */
const keptBy = remembered(({ body }: ClassDefinition): ReadonlyMap<string, Kept> => {
  const methods = body.statements.filter((one) => one.kind === "function");
  return new Map(methods.map((method) => [method.name, keptByMethod(method)] as const).filter(([, kept]) => kept.size));
});

function keptByMethod({ parameters, body }: FunctionDefinition): Kept {
  const [self, ...others] = parameters.filter(({ form }) => form === "plain");
  const kept = others.map(({ name }) => [name, attributesOf(name, self?.name, body)] as const);
  return new Map(kept.filter(([, attributes]) => attributes.size));
}

/** The attributes of self that a parameter reaches by assignments and arithmetic; none where it is asked for a member. */
function attributesOf(parameter: string, self: string | undefined, body: FunctionDefinition["body"]): Set<string> {
  const reached = new Set<string>();
  const own = (node: Expression): string | undefined =>
    self !== undefined && node.kind === "attribute" && isSimpleName(node.value, self) ? node.name : undefined;
  const isReached = (node: Expression): boolean =>
    node.kind === "binary"
      ? isReached(node.left) || isReached(node.right)
      : isSimpleName(node, parameter) || reached.has(own(node) ?? "");
  walkStatements(body, (statement) => {
    if (statement.kind !== "assign" && statement.kind !== "augmented") return;
    const targets = statement.kind === "assign" ? statement.targets : [statement.target];
    if (!statement.value || !isReached(statement.value)) return;
    for (const target of targets) reached.add(own(target) ?? "");
  });
  reached.delete("");
  return reached.size && isAsked(parameter, body) ? new Set() : reached;
}

/** Whether a parameter is asked for a member. */
const isAsked = (parameter: string, body: FunctionDefinition["body"]): boolean =>
  inventoryOf(body).members.some(({ value }) => value.id === parameter);

/** What a method is given for a parameter, of which `self` is not passed. */
const givenFor = (parameter: string, { parameters }: FunctionDefinition, call: Call): Expression | undefined =>
  argumentOf(call, parameter, parameters.findIndex(({ name }) => name === parameter) - 1)?.value;
