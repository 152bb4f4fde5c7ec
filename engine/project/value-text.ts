import type { Span } from "../syntax/nodes.ts";
import type { Held, Value } from "./values.ts";

/** Values in words: equal words mean that nothing which follows from the values can be told apart. */
export class ValueText {
  private readonly text: string;
  private readonly numbers = new Map<Value, number>();

  constructor(text: string) {
    this.text = text;
  }

  of(value: Held): string {
    if (!value) return "?";
    const number = this.numbers.get(value);
    if (number !== undefined) return `#${number}`;
    this.numbers.set(value, this.numbers.size);
    return this.words(value);
  }

  private words(value: Value): string {
    switch (value.is) {
      case "expression": {
        const names = [...value.names].map(([name, held]) => `${name}=${this.of(held)}`);
        return `${this.slice(value.node)}{${names.join()}}`;
      }
      case "annotated":
        return `:${this.slice(value.node)}=${this.of(value.value)}`;
      case "part":
        return `${this.of(value.of)}[${value.index}]`;
      case "item":
        return `${this.of(value.of)}[]`;
      case "filled":
        return `${this.of(value.of)}<${value.key ? `${this.of(value.key)}=` : ""}${this.of(value.by)}`;
      case "grown":
        return `${value.operator}=${this.of(value.by)}`;
      case "either":
        return `(${value.options.map((option) => this.of(option)).join("|")})`;
      case "parameter":
        return `${value.role} ${this.slice(value.parameter)}`;
      case "import":
        return `import ${".".repeat(value.level)}${value.module} ${value.name ?? ""}`;
    }
  }

  private slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}
