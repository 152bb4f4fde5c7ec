/** Something that could not be done, in words for people. */
export class Problem extends Error {}
