/** What an import takes: modules by their dotted names, or names of a module; "*" is all of them. */
export interface ImportLine {
  readonly module: string;
  readonly level: number;
  readonly names: readonly TakenName[];
  /** What the module itself is called then. */
  readonly alias?: string;
}

export interface TakenName {
  readonly name: string;
  readonly alias: string;
}

const FROM = /^[ \t]*from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)?|.*)/gm;
const IMPORT = /^[ \t]*import[ \t]+(.+)/gm;
const TAKEN = /([\w.]+|\*)(?:[ \t]+as[ \t]+(\w+))?/g;

/** What a text seems to import, without parsing it. */
export function* importLines(text: string): Iterable<ImportLine> {
  for (const [, dots, module, names] of text.matchAll(FROM))
    yield { module, level: dots.length, names: takenIn(names) };
  for (const [, modules] of text.matchAll(IMPORT))
    for (const { name, alias } of takenIn(modules)) yield { module: name, level: 0, names: [], alias };
}

const takenIn = (text: string): TakenName[] =>
  [...text.replace(/#.*/g, "").matchAll(TAKEN)].map(([, name, alias]) => ({ name, alias: alias ?? name }));
