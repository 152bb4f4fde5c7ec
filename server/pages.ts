/** Where the page of a rule is read. */
export const pageOf = (rule: string): string => `https://github.com/torch2ms/torch2ms/blob/main/docs/rules/${rule}.md`;
