import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { filesOf } from "../corpus.ts";

/** A file to edit: its text, the line before which lines come and go, and the line that does. */
export interface BenchFile {
  readonly name: string;
  readonly text: string;
  readonly at: number;
  readonly line: string;
  /** Where it lies, and the folder that is open; absent where it is alone. */
  readonly place?: { readonly uri: string; readonly root: string };
}

// Both servers have something to say about it.
const REPORTED = "bench_drop = nn.Dropout(0.37 + undefined_name_xyz)\n";
const MODELS = ["layers/attention_pool.py", "models/hiera.py", "models/vision_transformer.py"];

/** Library files of about 200, 1,000 and 5,000 lines, and a training script of 1,000 lines at the top level. */
export async function benchFiles(): Promise<BenchFile[]> {
  const paths = await filesOf("timm==1.0.31");
  const library = MODELS.map((name) => {
    const path = paths.find((one) => one.endsWith(`timm/${name}`))!;
    return libraryFile(path);
  });
  const text = script(1_000);
  return [...library, { name: "script.py", text, at: nearMiddle(text, /^dropped/), line: REPORTED }];
}

/** A file of layers, edited in the constructor of one in the middle. */
export function libraryFile(path: string): BenchFile {
  const text = readFileSync(path, "utf8");
  const at = nearMiddle(text, /^ {8}super\(.*\)\s*$/) + 1;
  return { name: basename(path), text, at, line: `        self.${REPORTED}` };
}

/** The line, counted from 0, nearest to the middle that looks like this. */
function nearMiddle(text: string, look: RegExp): number {
  const lines = text.split("\n");
  const found = lines.flatMap((line, index) => (look.test(line) ? [index] : []));
  const distance = (index: number) => Math.abs(index - lines.length / 2);
  return found.reduce((a, b) => (distance(b) < distance(a) ? b : a));
}

/** A training script of experiments in turn, all at the top level: settings, data, a model, a loop, and what is printed. */
function script(lines: number): string {
  const head =
    "import time\n\nimport numpy as np\nimport torch\nfrom torch import nn\nimport torch.nn.functional as F\n\nresults = {}\n";
  const block = (i: number) => `
# experiment ${i}
name = "experiment-${i}"
started = time.time()
settings = {
    "epochs": 10,
    "batch": 32,
    "rate": 0.1,
    "seed": ${i},
}
rng = np.random.RandomState(settings["seed"])
points = rng.normal(0, 1, (256, 3, 32, 32)).astype(np.float32)
labels = rng.randint(0, 10, 256)
print("data", points.shape, labels.shape)

model = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.Flatten(), nn.Linear(16384, 10))
optimizer = torch.optim.SGD(model.parameters(), lr=settings["rate"], momentum=0.9)
history = []
for epoch in range(settings["epochs"]):
    total = 0.0
    for start in range(0, len(points), settings["batch"]):
        stop = start + settings["batch"]
        x = torch.from_numpy(points[start:stop])
        y = torch.from_numpy(labels[start:stop])
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item()
    history.append(total)
    if epoch % 5 == 0:
        print(name, "epoch", epoch, "loss", total)
dropped = nn.Dropout(0.2)
results[name] = {
    "history": history,
    "best": min(history),
    "seconds": time.time() - started,
}
print(name, results[name]["best"])
`;
  let text = head;
  for (let i = 0; text.split("\n").length < lines; i++) text += block(i);
  return text.split("\n").slice(0, lines).join("\n");
}
