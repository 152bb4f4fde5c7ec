import assert from "node:assert/strict";
import { SourceFile } from "../../../engine/syntax/file.ts";
import type { Expression, Module } from "../../../engine/syntax/nodes.ts";
import { walkExpressions } from "../../../engine/syntax/walk.ts";
import { grammar } from "../../grammar.ts";
import { lowered } from "./shape.ts";

/** The names that strings of a module quote, as their text stands at their place. */
function quotedIn(module: Module, text: string): string[] {
  const names: string[] = [];
  walkExpressions(module, (node: Expression) => {
    if (node.kind === "string") for (const { start, end } of node.quoted ?? []) names.push(text.slice(start, end));
  });
  return names;
}

const annotations: Record<string, string[]> = {
  'x: "torch.Tensor"': ["torch.Tensor"],
  "def f(x: 'Optional[torch.Tensor]' = None) -> r\"nn.Module | None\": ...": [
    "Optional",
    "torch.Tensor",
    "nn.Module",
    "None",
  ],
  'x: Dict[str, "List[Tensor]"]': ["List", "Tensor"],
  'x: typing.Callable[["Tensor"], "nn.Module"]': ["Tensor", "nn.Module"],
  "x: \"Literal['torch'] | Tensor\"": ["Literal", "Tensor"],
  'x: Literal["torch"] | Tensor': [],
  'x: Annotated["Tensor", "torch of any shape"]': ["Tensor"],
  'x: "a sentence about torch"': [],
  'x: "tor\\x63h"': [],
  'x = "torch.Tensor"': [],
  'cast("torch.Tensor", "x.y")': ["torch.Tensor"],
  't.cast("list[Tensor]", x)': ["list", "Tensor"],
  'T = TypeVar("T", "Tensor", bound="nn.Module")': ["Tensor", "nn.Module"],
  'x.to("torch.Tensor")': [],
};

describe("strings in annotations", () => {
  for (const [source, expected] of Object.entries(annotations)) {
    it(source, async () => assert.deepEqual(quotedIn(await lowered(`${source}\n`), source), expected));
  }

  it("keep their places when the text before them changes", async () => {
    const file = new SourceFile(await grammar, 'def f(x: "torch.Tensor"): ...\n');
    file.update([{ start: 0, end: 0, text: "import torch\n\n" }]);
    assert.deepEqual(quotedIn(file.module, file.text), ["torch.Tensor"]);
    file.dispose();
  });
});
