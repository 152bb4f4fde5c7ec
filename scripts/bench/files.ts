import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { filesOf } from "../corpus.ts";

/** A file to edit: its text, the line before which lines come and go, and the line that does. */
export interface BenchFile {
  readonly name: string;
  readonly text: string;
  readonly at: number;
  readonly line: string;
}

// Both servers have something to say about it.
const REPORTED = "bench_drop = nn.Dropout(0.37 + undefined_name_xyz)\n";
const MODELS = ["layers/attention_pool.py", "models/hiera.py", "models/vision_transformer.py"];

/** Library files of about 200, 1,000 and 5,000 lines, and a training script of 1,000 lines at the top level. */
export async function benchFiles(): Promise<BenchFile[]> {
  const paths = await filesOf("timm==1.0.31");
  const library = MODELS.map((name) => {
    const path = paths.find((one) => one.endsWith(`timm/${name}`))!;
    const text = readFileSync(path, "utf8");
    return {
      name: basename(path),
      text,
      at: nearMiddle(text, /^ {8}super\(.*\)\s*$/) + 1,
      line: `        self.${REPORTED}`,
    };
  });
  const text = script(1_000);
  return [...library, { name: "script.py", text, at: nearMiddle(text, /^loss/), line: REPORTED }];
}

/** The line, counted from 0, nearest to the middle that looks like this. */
function nearMiddle(text: string, look: RegExp): number {
  const lines = text.split("\n");
  const found = lines.flatMap((line, index) => (look.test(line) ? [index] : []));
  const distance = (index: number) => Math.abs(index - lines.length / 2);
  return found.reduce((a, b) => (distance(b) < distance(a) ? b : a));
}

/** A notebook-like script: data, layers, losses, steps and prints in turn, all at the top level. */
function script(lines: number): string {
  const head = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n\nx = torch.randn(8, 3, 32, 32)\n";
  const block = (i: number) => `
# experiment ${i}
conv${i} = nn.Conv2d(3, 16, 3, padding=1)
norm${i} = nn.BatchNorm2d(16)
head${i} = nn.Linear(16, 10)
optimizer${i} = torch.optim.SGD(head${i}.parameters(), lr=0.1, momentum=0.9)
hidden${i} = F.relu(norm${i}(conv${i}(x)))
pooled${i} = F.adaptive_avg_pool2d(hidden${i}, 1).view(x.size(0), -1)
logits${i} = head${i}(F.dropout(pooled${i}, 0.2))
loss${i} = F.cross_entropy(logits${i}, torch.zeros(8, dtype=torch.long))
optimizer${i}.zero_grad()
loss${i}.backward()
optimizer${i}.step()
print("experiment", ${i}, loss${i}.item())
`;
  let text = head;
  for (let i = 0; text.split("\n").length < lines; i++) text += block(i);
  return text;
}
