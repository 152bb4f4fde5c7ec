import { fileURLToPath } from "node:url";
import { isArrayBindingPattern, isForOfStatement, isVariableDeclarationList } from "typescript/unstable/ast/is";
import { API, TypeFlags } from "typescript/unstable/sync";

const root = fileURLToPath(new URL("..", import.meta.url));
const PROJECTS = ["engine", "server", "cli", "client"];

/**
 * Bundles loops over arrays, and patterns that take arrays apart, so that they read by index. Until V8 has optimized code, an
 * iterator makes an object at each step; and most runs are over before it has optimized much.
 */
export const indexed = {
  name: "indexed",
  setup(build) {
    const api = new API({ cwd: root });
    const sources = api.updateSnapshot({ openProjects: PROJECTS.map((name) => `${root}${name}/tsconfig.json`) });
    build.onLoad({ filter: new RegExp(`/(${PROJECTS.join("|")})/.*\\.ts$`) }, ({ path }) => {
      const { program, checker } = sources.getDefaultProjectForFile(path);
      return { contents: byIndex(program.getSourceFile(path), checker), loader: "ts" };
    });
    build.onDispose(() => api.close());
  },
};

/** The text of a file in which arrays are read by index. */
function byIndex(file, checker) {
  const arrays = arraysIn(file, checker);
  return written(file);

  function written(node) {
    if (isForOfStatement(node) && arrays.has(node.expression)) return loop(node);
    if (arrays.has(node) && isArrayBindingPattern(node)) return pattern(node);
    let [text, at] = ["", node.getStart(file)];
    node.forEachChild((child) => {
      const start = child.getStart(file);
      text += file.text.slice(at, start) + written(child);
      at = child.end;
    });
    return text + file.text.slice(at, node.end);
  }

  function loop({ initializer, expression, statement }) {
    const head = `let $at = 0, $in = ${written(expression)}; $at < $in.length; $at++`;
    return `for (${head}) { ${written(initializer)} = $in[$at]; ${written(statement)} }`;
  }

  function pattern({ elements }) {
    const parts = elements.map((element, index) => (element.name ? `${index}: ${written(element)},` : ""));
    return `{ ${parts.join(" ")} }`;
  }
}

/** What is known to be an array, of the expressions that loops go through and of the patterns without a rest. */
function arraysIn(file, checker) {
  const found = [];
  const visit = (node) => {
    if (isForOfStatement(node) && !node.awaitModifier && isVariableDeclarationList(node.initializer))
      found.push(node.expression);
    if (isArrayBindingPattern(node) && !node.elements.some(({ dotDotDotToken }) => dotDotDotToken)) found.push(node);
    node.forEachChild(visit);
  };
  visit(file);
  const types = checker.getTypeAtLocation(found);
  const isArray = (type) => !(type.flags & TypeFlags.Any) && checker.isArrayLikeType(type);
  return new Set(found.filter((_, index) => isArray(types[index])));
}
