/** A process that tries the files whose paths it is sent, and answers with what came of them. */
import { tryFile } from "./trial.ts";

process.once("message", (paths: string[]) => {
  process.send?.(paths.map(tryFile), () => process.disconnect());
});
