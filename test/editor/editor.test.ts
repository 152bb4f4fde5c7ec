import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Launched, launch } from "./launch.ts";
import { fixture, Workbench } from "./workbench.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dropout = "self.drop = nn.Dropout(0.3)";

describe("the extension in a real VS Code", function () {
  this.timeout(120_000);
  let launched: Launched | undefined;
  let workbench: Workbench;
  let name: string;

  before(async function () {
    this.timeout(900_000); // VS Code and Chromium are fetched the first time
    execFileSync(process.execPath, ["scripts/package.mjs"], { cwd: root, stdio: "ignore" });
    launched = await launch();
    workbench = new Workbench(launched);
  });

  after(async () => {
    await launched?.stop();
  });

  let number = 0;
  beforeEach(async () => {
    name = `model${++number}.py`;
    await workbench.open("model.py", name);
  });

  afterEach(async function () {
    const test = this.currentTest!;
    await workbench.screenshot(`${test.isFailed() ? "FAILED " : ""}${test.title}`);
    await workbench.page.keyboard.press("Escape");
    await workbench.closeAll();
  });

  it("underlines a trap as a warning", async () => {
    await workbench.squiggles("warning").first().waitFor();
  });

  it("is activated at once", async () => {
    await workbench.status();
    const milliseconds = await workbench.activation();
    // The goal is 200 on a quiet machine; here VS Code, Chromium and the server start at the same time.
    assert.ok(milliseconds <= 600, `it took ${milliseconds} ms`);
  });

  it("says target and count in the status bar", async () => {
    assert.match(await workbench.status(), /^MindSpore 2\.10 · nn · Ascend\s+\d+$/);
  });

  it("shows rewrite and evidence on hover", async () => {
    await workbench.squiggles("warning").first().waitFor();
    const text = await workbench.hover(dropout, "Dropout", "torch.nn.Dropout → mindspore.nn.Dropout");
    assert.match(text, /- self\.drop = nn\.Dropout\(0\.3\)/);
    assert.match(text, /\+ self\.drop = nn\.Dropout\(p=0\.3\)/);
    assert.match(text, /proven on 2\.10/);
    const picture = await workbench.screenshot("hover");
    if (process.env.UPDATE_IMAGES) copyFileSync(picture, `${root}docs/images/editor.png`);
  });

  it("offers every kind of action at the lightbulb", async () => {
    await workbench.squiggles("warning").first().waitFor();
    await workbench.putCursor(dropout, "Dropout");
    const titles = (await workbench.actions()).join("\n");
    assert.match(titles, /^Migrate Net \(\d+ changes.*\)$/m);
    assert.match(
      titles,
      /^Rewrite only this call as ms\.nn\.Dropout\(p=0\.3\) \(unsafe: Net is still a torch Module\)$/m,
    );
    assert.match(titles, /^Ignore `dropout-probability` on this line$/m);
    assert.match(titles, /^Explain `dropout-probability`$/m);
    assert.match(titles, /^Migrate this file…$/m);
  });

  it("migrates a class by its quick fix, and one undo takes that back", async () => {
    await workbench.squiggles("warning").first().waitFor();
    await workbench.putCursor(dropout, "Dropout");
    await workbench.actions();
    await workbench.choose(/^Migrate Net/);
    await workbench.waitForLine("def construct(self, x)");
    const text = await workbench.text();
    assert.match(text, /class Net\((ms\.)?nn\.Cell\):/);
    assert.match(text, /self\.drop = (ms\.)?nn\.Dropout\(p=0\.3\) {2}# after pooling/);
    await workbench.screenshot("class migrated");
    await workbench.undo();
    await workbench.waitForText("model.py");
  });

  it("migrates the class at the cursor by command", async () => {
    await workbench.squiggles("warning").first().waitFor();
    await workbench.putCursor(dropout, "Dropout");
    await workbench.run("torch2ms: Migrate Class at Cursor");
    await workbench.waitForLine("def construct(self, x)");
    await workbench.undo();
  });

  it("rewrites only one call when asked to", async () => {
    await workbench.squiggles("warning").first().waitFor();
    await workbench.putCursor(dropout, "Dropout");
    await workbench.actions();
    await workbench.choose(/^Rewrite only this call/);
    await workbench.waitForLine("self.drop = ms.nn.Dropout(p=0.3)");
    assert.match(await workbench.text(), /class Net\(nn\.Module\):/);
    await workbench.undo();
  });

  it("ignores a finding by a comment", async () => {
    const before = await workbench
      .squiggles("warning")
      .first()
      .waitFor()
      .then(() => workbench.squiggles("warning").count());
    await workbench.putCursor(dropout, "Dropout");
    await workbench.actions();
    await workbench.choose(/^Ignore `dropout-probability`/);
    await workbench.waitForLine("torch2ms: ignore[dropout-probability]");
    await workbench.page.waitForFunction(
      (count) => document.querySelectorAll(".squiggly-warning").length < count,
      before,
    );
    await workbench.undo();
  });

  it("rewrites a training step, and says why where there is none", async () => {
    await workbench.squiggles("info").first().waitFor();
    await workbench.putCursor("loss.backward()", "backward");
    const titles = await workbench.actions();
    assert.ok(titles.some((title) => /^Rewrite this training step \(lines 2\d-2\d\)/.test(title)));
    await workbench.choose(/^Rewrite this training step/);
    await workbench.waitForLine("value_and_grad");
    assert.doesNotMatch(await workbench.text(), /\.backward\(|zero_grad/);
    await workbench.screenshot("step rewritten");
    await workbench.undo();

    await workbench.putCursor(dropout, "Dropout");
    await workbench.run("torch2ms: Rewrite Training Step at Cursor");
    await workbench.notification(/./);
    await workbench.waitForText("model.py");
    await workbench.run("Notifications: Clear All Notifications");
  });

  it("previews a whole file as MindSpore, applies it, and one undo takes that back", async () => {
    await workbench.squiggles("warning").first().waitFor();
    await workbench.run("torch2ms: Migrate File…");
    await workbench.tab("MindSpore").waitFor();
    await workbench.waitForLine("from mindspore import nn");
    const question = await workbench.notification(/\d+ changes/);
    await workbench.screenshot("preview");
    await question.getByRole("button", { name: "Apply" }).click();
    await workbench.tab("MindSpore").waitFor({ state: "detached" });
    await workbench.waitForLine("from mindspore import nn");
    assert.doesNotMatch(await workbench.text(), /torch/);
    await workbench.undo();
    await workbench.waitForText("model.py");
  });

  it("explains what stands at the cursor", async () => {
    await workbench.squiggles("warning").first().waitFor();
    await workbench.putCursor(dropout, "Dropout");
    await workbench.run("torch2ms: Explain");
    assert.match(await workbench.explained(), /dropout/i);
  });

  it("changes nothing in a PyTorch file that is saved with fixAll", async () => {
    await workbench.squiggles("warning").first().waitFor();
    await workbench.page.keyboard.press("Control+End");
    await workbench.page.keyboard.type("# saved");
    assert.equal(await workbench.save(name), `${fixture("model.py")}# saved`);
  });

  it("repairs a PyTorch habit in a MindSpore file that is saved with fixAll", async () => {
    await workbench.open("habit.py");
    await workbench.status();
    await workbench.page.keyboard.press("Control+End");
    await workbench.page.keyboard.type("# saved");
    assert.match(await workbench.save("habit.py"), /nn\.Dense\(16, 10, has_bias=False\)\n# saved$/);
  });

  it("follows the target that is chosen", async () => {
    await workbench.status("MindSpore 2.10");
    await workbench.run("torch2ms: Choose Target");
    await workbench.pick("2.9");
    assert.match(await workbench.status("MindSpore 2.9"), /^MindSpore 2\.9 · nn · Ascend\s+\d+$/);
  });

  it("is silent when it is switched off", async () => {
    await workbench.squiggles("warning").first().waitFor();
    workbench.configure({ "torch2ms.enable": false });
    await workbench.squiggles("warning").first().waitFor({ state: "detached" });
    workbench.configure({});
    await workbench.squiggles("warning").first().waitFor();
  });
});
