import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Category, RULES } from "../engine/index.ts";
import { type Assertion, withoutAssertions } from "./docs/assertions.ts";
import { type Attributes, proofOf, readAttributes } from "./docs/attributes.ts";
import type { Case } from "./proof/case.ts";

/** The page of a rule: documentation, hover, tests and proof cases in one text. */
export interface Page {
  readonly rule: string;
  readonly category: Category;
  readonly title: string;
  /** The Markdown between the heading and the examples. */
  readonly prose: string;
  readonly examples: readonly Example[];
}

/** One `###` section of a page's examples. */
export interface Example {
  readonly title: string;
  /** What the section says before its code. */
  readonly text: string;
  /** The PyTorch source as it stands on the page, alternatives and assertions included. */
  readonly source: string;
  readonly attributes: Attributes;
  /** Where the source is MindSpore's own, the PyTorch that it was meant to be: a proof runs it in the source's place. */
  readonly twin?: string;
  /** The text that migrating the whole source gives. */
  readonly expected?: string;
  /** What is left to do by hand, one `rule: reason` a line. */
  readonly left?: readonly string[];
  /** The line of the source's first line in the page, counted from 1. */
  readonly line: number;
}

/** One example with its alternatives chosen and its assertions read. */
export interface PageCase extends Omit<Example, "text"> {
  readonly rule: string;
  readonly assertions: readonly Assertion[];
  /** What is run in both frameworks, where the page asks for it. */
  readonly proof?: Pick<Case, "kind" | "inputs" | "options">;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where the page of a rule stands, from the root of the repository: beside its logic. */
export const pathOfPage = ({ category, name }: { category: Category; name: string }): string =>
  `engine/rules/${category}/${name}/rule.md`;

/** Every rule's page, in the order of the rules. */
export function readPages(): Page[] {
  return RULES.map((rule) => {
    const path = pathOfPage(rule);
    return readPage(readFileSync(`${root}${path}`, "utf8"), rule, path);
  });
}

/** Every case of every page: examples with «a|b» give one for each combination. */
export const pageCases = (): PageCase[] =>
  readPages().flatMap((page) => page.examples.flatMap((e) => casesOf(page, e)));

/** Reads a page; throws with the place where it is not in the form that docs/pages.md describes. */
export function readPage(text: string, rule: { name: string; category: Category }, path: string): Page {
  const [head, examples = ""] = text.split(/^## Examples$/m);
  const heading = /^# ([\w-]+): (.+)\n/.exec(head);
  if (heading?.[1] !== rule.name) throw new Error(`${path}: the first line should be "# ${rule.name}: Title"`);
  const before = head.split("\n").length;
  return {
    rule: rule.name,
    category: rule.category,
    title: heading[2],
    prose: head.slice(heading[0].length).trim(),
    examples: sectionsOf(examples).map(({ title, line, body }) => readExample(title, before + line, body, path)),
  };
}

function sectionsOf(text: string): { title: string; line: number; body: string }[] {
  let line = 0;
  return text.split(/^(?=### )/m).flatMap((section) => {
    const start = line;
    line += section.split("\n").length - 1;
    const [heading, ...body] = section.split("\n");
    return heading.startsWith("### ")
      ? [{ title: heading.slice(4).trim(), line: start + 1, body: body.join("\n") }]
      : [];
  });
}

const FENCE = /^```(\w+)[ ]?(.*)\n([\s\S]*?)^```$/gm;

function readExample(title: string, line: number, body: string, path: string): Example {
  const fences = [...body.matchAll(FENCE)].map(([whole, language, info, code]) => ({ whole, language, info, code }));
  const source = fences.find(({ language, info }) => language === "python" && !/^(migrated|torch)$/.test(info));
  if (!source) throw new Error(`${path}:${line}: "${title}" has no Python source`);
  const left = fences.find(({ language, info }) => language === "text" && info === "left")?.code;
  return {
    title,
    text: body.slice(0, body.indexOf(source.whole)).trim(),
    source: source.code,
    attributes: readAttributes(source.info),
    twin: fences.find(({ language, info }) => language === "python" && info === "torch")?.code,
    expected: fences.find(({ language, info }) => language === "python" && info === "migrated")?.code,
    left: left?.split("\n").filter(Boolean),
    line: line + body.slice(0, body.indexOf(source.whole)).split("\n").length + 1,
  };
}

/** An example's cases. */
export function casesOf({ rule }: Page, { text: _, ...example }: Example): PageCase[] {
  const twins = example.twin === undefined ? [] : alternativesOf(example.twin);
  return alternativesOf(example.source).map(({ source, chosen }, index) => ({
    ...example,
    rule,
    twin: twins[index]?.source,
    title: chosen.length ? `${example.title} (${chosen.join("; ")})` : example.title,
    ...withoutAssertions(source),
    proof: proofOf(example.attributes),
  }));
}

/** Every way to choose one of each «a|b|c». */
export function alternativesOf(source: string): { source: string; chosen: string[] }[] {
  const group = /«([^»]*)»/.exec(source);
  if (!group) return [{ source, chosen: [] }];
  return group[1].split("|").flatMap((choice) =>
    alternativesOf(source.replace(group[0], () => choice)).map((rest) => ({
      ...rest,
      chosen: [choice.trim() || "nothing", ...rest.chosen],
    })),
  );
}
