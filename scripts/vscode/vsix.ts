import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

/** The packed extension, as `npm run package` leaves it. */
export const vsix = fileURLToPath(new URL(`torch2ms-${version}.vsix`, root));
