/** Values that are Python strings, in both ways to quote them: `{ tanh: "True" }` → `"tanh"` and `'tanh'`. */
export const quoted = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, text]) => [[`"${name}"`, text] as const, [`'${name}'`, text] as const]),
  );
