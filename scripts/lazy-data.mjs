import { readFile } from "node:fs/promises";

/** What only tests read: a hash of every case that was run. */
const UNUSED = new Set(["cases"]);

/**
 * Bundles JSON as text that is parsed when it is asked for first, one value of the outermost object at a time: what is written
 * as an object would be compiled with the program, at each start.
 */
export const lazyData = {
  name: "lazy-data",
  setup(build) {
    build.onLoad({ filter: /engine\/.*\.json$/ }, async ({ path }) => {
      const data = JSON.parse(await readFile(path, "utf8"));
      const fields = Object.entries(data).filter(([key]) => !UNUSED.has(key));
      return { contents: `export default {${fields.map(getter).join()}};`, loader: "js" };
    });
  },
};

function getter([key, value]) {
  const name = JSON.stringify(key);
  const text = JSON.stringify(JSON.stringify(value));
  return `get [${name}]() {
    const value = JSON.parse(${text});
    Object.defineProperty(this, ${name}, { value });
    return value;
  }`;
}
