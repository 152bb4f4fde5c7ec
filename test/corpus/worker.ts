/** A process that tries the files whose paths it is sent, and answers with what came of them. */
import { ready } from "../engine/parse.ts";
import { tryFile } from "./trial.ts";

process.once("message", async (paths: string[]) => {
  await ready;
  process.send?.(paths.map(tryFile), () => process.disconnect());
});
