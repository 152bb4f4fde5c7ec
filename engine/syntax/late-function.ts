import type { Block, Expression, FunctionDefinition, Parameter } from "./nodes.ts";

type Head = Omit<FunctionDefinition, "kind" | "body">;

/** A function whose suite is lowered when it is first asked for: in most files that others import nobody asks. */
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
  readonly headStart: number;
  readonly headEnd: number;
  #body: Block | (() => Block);

  constructor(head: Head, body: () => Block) {
    this.start = head.start;
    this.end = head.end;
    this.name = head.name;
    this.nameStart = head.nameStart;
    this.typeParameters = head.typeParameters;
    this.parameters = head.parameters;
    this.returns = head.returns;
    this.decorators = head.decorators;
    this.headStart = head.headStart;
    this.headEnd = head.headEnd;
    this.#body = body;
  }

  get body(): Block {
    if (typeof this.#body === "function") this.#body = this.#body();
    return this.#body;
  }
}
