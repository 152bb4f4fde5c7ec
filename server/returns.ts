const LONE_RETURN = /\r(?!\n)/g;

/** Whether carriage returns end lines by themselves, as Python allows and its grammar here does not. */
export const hasLoneReturns = (text: string): boolean => text.includes("\r") && text.search(LONE_RETURN) >= 0;

/** The text with those carriage returns as line feeds; every offset stays what it was. */
export const withLineFeeds = (text: string): string => (text.includes("\r") ? text.replace(LONE_RETURN, "\n") : text);
