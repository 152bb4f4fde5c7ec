/** A table of what was worked out of objects of files; `known` is another one once files are forgotten. */
export interface FileTable<Of extends object, It> {
  known: WeakMap<Of, It>;
}

const tables: { known: WeakMap<object, unknown> }[] = [];

export function fileTable<Of extends object, It>(): FileTable<Of, It> {
  const table = { known: new WeakMap<Of, It>() };
  tables.push(table);
  return table;
}

/**
 * Forgets what was worked out of files, for programs that look at each once. V8's small collections take all that an old table
 * holds for alive, whatever became of its keys, so that the nodes of files long done were copied on and on.
 */
export function forgetFiles(): void {
  for (const table of tables) table.known = new WeakMap();
}
