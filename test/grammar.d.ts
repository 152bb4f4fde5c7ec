/** Python's grammar, once for all tests. */
export { grammar } from "../scripts/grammar.ts";
