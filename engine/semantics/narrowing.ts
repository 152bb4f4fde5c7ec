import type { Call, Compare, Expression } from "../syntax/nodes.ts";
import { annotated } from "./annotations.ts";
import type { Environment } from "./environment.ts";
import { isSameKind } from "./kind-text.ts";
import { certain, instance, isTensor, join, type Kind, layerFamily, type Typed, testIn, weaken } from "./kinds.ts";
import { nearest } from "./lineage.ts";
import { memberPath } from "./member-path.ts";

/** What has been found of an expression. */
type Known = (node: Expression) => Typed | undefined;

/** Gives names and their members what a test that holds says of them: `if isinstance(m, nn.Conv2d):` makes `m` a Conv2d. */
export function narrow(test: Expression, env: Environment, known: Known): void {
  if (test.kind === "unary" && test.operator === "not") return narrowOtherwise(test.operand, env, known);
  if (test.kind === "binary" && test.operator === "and") {
    narrow(test.left, env, known);
    return narrow(test.right, env, known);
  }
  if (test.kind === "name") return narrowByHeld(test.id, env);
  const asked = askedBy(test);
  const told = asked && toldBy(asked, env);
  if (!asked || !told) return;
  const { subject } = asked;
  if (subject.kind === "name") {
    if (!saysMore(env.lookup(subject.id), told)) env.set(subject.id, told);
    return;
  }
  const path = memberPath(subject);
  if (path && !saysMore(env.member(path) ?? known(subject), told)) env.tell(path, told);
}

/** What `is_tensor = isinstance(x, Tensor)` binds: where it holds, it says what `x` is. */
export function heldTest(test: Expression, env: Environment): Typed | undefined {
  const asked = askedBy(test);
  if (asked?.subject.kind !== "name") return undefined;
  const of = asked.subject.id;
  const told = toldBy(asked, env);
  return told && certain({ is: "literal", type: "bool", asks: { of, was: env.lookup(of), told } });
}

/** What it says counts for as long as the name stands for what it was asked of; where nobody knows that, it is likely. */
function narrowByHeld(name: string, env: Environment): void {
  const held = env.binds(name) ? env.lookup(name) : undefined;
  const test = testIn(held);
  if (!held || !test || !isSameKind(env.lookup(test.of), test.was)) return;
  if (!saysMore(test.was, test.told)) env.set(test.of, weaken(test.told, test.was ? held.ground : "likely"));
}

/** The same of a test that does not hold. */
export function narrowOtherwise(test: Expression, env: Environment, known: Known): void {
  if (test.kind === "unary" && test.operator === "not") return narrow(test.operand, env, known);
  if (test.kind === "binary" && test.operator === "or") {
    narrowOtherwise(test.left, env, known);
    return narrowOtherwise(test.right, env, known);
  }
  // What it is given here instead counts where both paths meet.
  const asked = askedBy(test);
  const path = asked && memberPath(asked.subject);
  if (path && !env.member(path)) env.tell(path, undefined);
}

/** Whether a test has anything to say of a name. */
export const narrows = (test: Expression): boolean =>
  test.kind === "unary"
    ? narrows(test.operand)
    : test.kind === "binary"
      ? narrows(test.left) || narrows(test.right)
      : askedBy(test) !== undefined;

const TENSOR = instance("torch.Tensor");

/** Of what a test asks which type it is; `torch.is_tensor` names none. */
interface Asked {
  readonly subject: Expression;
  readonly type?: Expression;
}

function askedBy(test: Expression): Asked | undefined {
  if (test.kind === "call") return askedByCall(test);
  return test.kind === "compare" ? askedByComparison(test) : undefined;
}

function askedByCall({ function: test, arguments: [subject, type, more] }: Call): Asked | undefined {
  if (!subject || more) return undefined;
  if (isTensorTest(test)) return { subject: subject.value };
  return type && test.kind === "name" && test.id === "isinstance"
    ? { subject: subject.value, type: type.value }
    : undefined;
}

/** `type(x) is list` */
function askedByComparison({ operators: [operator, more], operands: [asked, type] }: Compare): Asked | undefined {
  if (more || (operator !== "is" && operator !== "==") || asked.kind !== "call") return undefined;
  const { function: callee, arguments: given } = asked;
  const isType = callee.kind === "name" && callee.id === "type" && given.length === 1;
  return isType ? { subject: given[0].value, type } : undefined;
}

/** `torch.is_tensor(x)`, by whatever name. */
const isTensorTest = (test: Expression): boolean =>
  test.kind === "attribute" ? test.name === "is_tensor" : test.kind === "name" && test.id === "is_tensor";

const toldBy = ({ type }: Asked, env: Environment): Typed | undefined => (type ? instanceOf(type, env) : TENSOR);

function instanceOf(type: Expression, env: Environment): Typed | undefined {
  const options = type.kind === "tuple" ? type.items : [type];
  return options.length ? options.map((option) => annotated(option, env)).reduce(join) : undefined;
}

/** Whether what is certain of a value already is the same with more detail. */
function saysMore(known: Typed | undefined, told: Typed): boolean {
  if (known?.ground !== "certain") return false;
  if (isTensor(known)) return isTensor(told) && !(isParameter(told) && !isParameter(known));
  if (known.kind.is === "collection" && told.kind.is === "collection") return known.kind.keyed === told.kind.keyed;
  if (isBelow(known.kind, told.kind)) return true;
  if (isAnyLayer(told)) return layerFamily(known.kind) === layerFamily(told.kind);
  return known.kind.is === "tuple" && told.kind.is === "tuple";
}

/** Whether an object is of a class below another one. */
function isBelow(known: Kind, told: Kind): boolean {
  if (known.is !== "instance" || told.is !== "instance" || !known.definition) return false;
  if (!told.definition) return known.definition.roots.includes(told.of);
  return nearest(known.definition, (at) => at === told.definition) !== undefined;
}

const isParameter = ({ kind }: Typed): boolean => kind.is === "instance" && kind.of.endsWith(".Parameter");

const isAnyLayer = ({ kind }: Typed): boolean =>
  kind.is === "instance" && /^(torch\.nn\.Module|mindspore\.nn\.Cell)$/.test(kind.of);
