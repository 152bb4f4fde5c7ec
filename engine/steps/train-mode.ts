import type { Context } from "../rule.ts";
import { layerFamily } from "../semantics/kinds.ts";
import type { Statement } from "../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../syntax/walk.ts";

/**
 * The models that some statements call, or give to what they call, and that nothing in the file puts into training mode;
 * `optimized` are those known to be models by being given to an optimizer.
 */
export function modelsToTrain(
  statements: readonly Statement[],
  optimized: ReadonlySet<string>,
  { model, text }: Context,
): string[] {
  const trained = new Set<string>();
  walkExpressions(model.module, (node) => {
    if (node.kind === "call" && node.function.kind === "attribute" && /^(train|set_train)$/.test(node.function.name))
      trained.add(text.slice(node.function.value.start, node.function.value.end));
  });
  const models = new Set<string>();
  for (const statement of statements)
    walkExpressions(statement, (node) => {
      if (node.kind !== "call") return;
      for (const part of [node.function, ...node.arguments.map(({ value }) => value)]) {
        const kind = model.kindOf(part)?.kind;
        const name = dottedName(part);
        const isLayer = kind?.is === "instance" && layerFamily(kind) && !/Loss$/.test(kind.of);
        if (name && (isLayer || (!kind && optimized.has(name)))) models.add(name);
      }
    });
  // A method that computes the loss calls them where they are not seen.
  if (!models.size) for (const name of optimized) if (name.startsWith("self.")) models.add(name);
  return [...models].filter((name) => !trained.has(name) && !trained.has(name.split(".")[0]));
}
