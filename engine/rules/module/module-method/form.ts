/** The form of a method that is said otherwise on a Cell: `module:train`. */
export const form = (name: string): string => `module:${name.slice(name.lastIndexOf(".") + 1)}`;
