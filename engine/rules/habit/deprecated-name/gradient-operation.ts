import type { Mend, Refusal } from "../../../finding.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";

/** `GradOperation(…)`: what it returns is `ms.grad`, or `ms.grad` told of the weights. */
export function gradientOperation(reference: Reference, context: Context): Report | undefined {
  const { name, call, node } = reference;
  if (name !== "mindspore.ops.GradOperation") return undefined;
  return {
    at: call ?? node,
    verdict: "adapted",
    effect: "none",
    severity: "information",
    name,
    message:
      "GradOperation is the old way to gradients: since MindSpore 2.0 they are ms.grad(f) and ms.value_and_grad(f).",
    mend: () => mend(reference, context),
  };
}

function mend({ call }: Reference, { text, names }: Context): Mend | Refusal {
  if (!call) return { refused: "Write ms.grad(f), or ms.grad(f, None, weights) for get_by_list=True." };
  const flags = call.arguments.map((argument) => text.slice(argument.start, argument.end).replaceAll(" ", ""));
  const given = flags.filter((flag) => !flag.endsWith("=False")).join();
  const grad = names.spell("mindspore.grad");
  const written = { "": grad, "get_by_list=True": `lambda function, weights: ${grad}(function, None, weights)` }[given];
  if (!written)
    return {
      refused: "Say which inputs: ms.grad(f, (0, 1)) for get_all=True, and ms.value_and_grad has the weights too.",
    };
  const isCalled = given !== "" && /^\s*\(/.test(text.slice(call.end, call.end + 20));
  return {
    edits: [{ start: call.start, end: call.end, text: isCalled ? `(${written})` : written }],
    forms: [`habit:grad-operation(${given})`],
  };
}
