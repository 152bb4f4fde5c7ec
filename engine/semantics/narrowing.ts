import type { Call, Expression } from "../syntax/nodes.ts";
import { annotated } from "./annotations.ts";
import type { Environment } from "./environment.ts";
import { instance, isTensor, join, type Typed } from "./kinds.ts";

/** Gives names what a test that holds says of them: `if isinstance(m, nn.Conv2d):` makes `m` a Conv2d. */
export function narrow(test: Expression, env: Environment): void {
  if (test.kind === "unary" && test.operator === "not") return narrowOtherwise(test.operand, env);
  if (test.kind === "binary" && test.operator === "and") {
    narrow(test.left, env);
    return narrow(test.right, env);
  }
  if (test.kind !== "call") return;
  const [subject, type] = test.arguments;
  if (subject?.value.kind !== "name") return;
  const known = env.lookup(subject.value.id);
  const told = isTensorTest(test.function) ? TENSOR : isInstanceTest(test) ? instanceOf(type.value, env) : undefined;
  if (told && !saysMore(known, told)) env.set(subject.value.id, told);
}

/** The same of a test that does not hold. */
export function narrowOtherwise(test: Expression, env: Environment): void {
  if (test.kind === "unary" && test.operator === "not") return narrow(test.operand, env);
  if (test.kind !== "binary" || test.operator !== "or") return;
  narrowOtherwise(test.left, env);
  narrowOtherwise(test.right, env);
}

/** Whether a test has anything to say of a name. */
export const narrows = (test: Expression): boolean =>
  test.kind === "call"
    ? isInstanceTest(test) || isTensorTest(test.function)
    : test.kind === "unary"
      ? narrows(test.operand)
      : test.kind === "binary" && (narrows(test.left) || narrows(test.right));

const TENSOR = instance("torch.Tensor");

const isInstanceTest = ({ function: test, arguments: { length } }: Call): boolean =>
  test.kind === "name" && test.id === "isinstance" && length === 2;

/** `torch.is_tensor(x)`, by whatever name. */
const isTensorTest = (test: Expression): boolean =>
  test.kind === "attribute" ? test.name === "is_tensor" : test.kind === "name" && test.id === "is_tensor";

function instanceOf(type: Expression, env: Environment): Typed | undefined {
  const options = type.kind === "tuple" ? type.items : [type];
  return options.length ? options.map((option) => annotated(option, env)).reduce(join) : undefined;
}

/** Whether what is certain of a value already is the same with more detail. */
function saysMore(known: Typed | undefined, told: Typed): boolean {
  if (known?.ground !== "certain") return false;
  if (isTensor(known)) return isTensor(told);
  if (known.kind.is === "collection" && told.kind.is === "collection") return known.kind.keyed === told.kind.keyed;
  return known.kind.is === "tuple" && told.kind.is === "tuple";
}
