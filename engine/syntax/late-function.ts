import { fileTable } from "../file-table.ts";
import type { Block, Expression, FunctionDefinition, Parameter } from "./nodes.ts";

type Head = Omit<FunctionDefinition, "kind" | "body">;

const suites = fileTable<LateFunction, Block>();

/**
 * A function whose suite is lowered when it is asked for: in most files that others import nobody asks. It is forgotten with
 * the file, since of most files that were looked at nobody asks again.
 */
export class LateFunction implements FunctionDefinition {
  readonly kind = "function";
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly nameStart: number;
  readonly typeParameters?: Expression[];
  readonly parameters: Parameter[];
  readonly returns?: Expression;
  readonly decorators: Expression[];
  readonly isAsync?: true;
  readonly headStart: number;
  readonly headEnd: number;
  readonly #lower: () => Block;

  constructor(head: Head, lower: () => Block) {
    this.start = head.start;
    this.end = head.end;
    this.name = head.name;
    this.nameStart = head.nameStart;
    this.typeParameters = head.typeParameters;
    this.parameters = head.parameters;
    this.returns = head.returns;
    this.decorators = head.decorators;
    this.isAsync = head.isAsync;
    this.headStart = head.headStart;
    this.headEnd = head.headEnd;
    this.#lower = lower;
  }

  get body(): Block {
    const known = suites.known.get(this);
    if (known) return known;
    const body = this.#lower();
    suites.known.set(this, body);
    return body;
  }
}
