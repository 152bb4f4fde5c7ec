import { fileTable } from "../file-table.ts";
import { isSetter, type MethodRole, methodRole } from "../semantics/decorators.ts";
import type { Ground } from "../semantics/kinds.ts";
import type { Assign, ClassDefinition, Expression, FunctionDefinition, Parameter, Span } from "../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../syntax/walk.ts";
import { InWords, type Source } from "./in-words.ts";
import type { ClassSummary, FunctionSummary } from "./summary.ts";
import { ValueText } from "./value-text.ts";
import { bindings, type Followed, follow, type Held, moduleValue, type Role, stated } from "./values.ts";

const functions = fileTable<FunctionDefinition, FunctionInWords>();
const classes = fileTable<ClassDefinition, ClassInWords>();

/** A function's summary; it is kept while its node is. */
export function functionSummary(node: FunctionDefinition, source: Source, inClass?: ClassDefinition): FunctionInWords {
  const summary = functions.known.get(node) ?? new FunctionInWords(node, source, inClass);
  functions.known.set(node, summary);
  return summary;
}

/** A class's summary; it is kept while its node is. */
export function classSummary(node: ClassDefinition, source: Source): ClassSummary {
  const summary = classes.known.get(node) ?? new ClassInWords(node, source);
  classes.known.set(node, summary);
  return summary;
}

/** What following a function's body tells; of what calling it gives nothing, where that is something else than its body returns. */
interface Told {
  readonly returns: readonly Held[] | undefined;
  readonly attributes: Followed["attributes"];
  readonly setsMode: boolean;
}

/** `self.eval()` */
const SETS_MODE = /\bself\.(eval|train|set_train)\(/;

/** A function, whose body is followed when someone asks. */
class FunctionInWords extends InWords implements FunctionSummary {
  readonly is = "function";
  readonly role: MethodRole;
  private readonly node: FunctionDefinition;
  private readonly inClass: ClassDefinition | undefined;
  private told: Told | undefined;

  constructor(node: FunctionDefinition, source: Source, inClass: ClassDefinition | undefined) {
    super(source);
    this.role = methodRole(node);
    this.node = node;
    this.inClass = inClass;
    this.settle(source);
  }

  get name(): string {
    return this.node.name;
  }

  get parameters(): readonly Parameter[] {
    return this.node.parameters;
  }

  get stated(): Expression | undefined {
    return this.role === "replaced" || this.node.isAsync ? undefined : this.node.returns;
  }

  get ground(): Ground {
    return this.role === "wrapped" ? "likely" : "certain";
  }

  /** Whether it runs when a property is set or deleted. */
  get isSetter(): boolean {
    return isSetter(this.node);
  }

  get returns(): Told["returns"] {
    return this.follow().returns;
  }

  get attributes(): Told["attributes"] {
    return this.follow().attributes;
  }

  /** Whether it makes an object and sets its mode. */
  get setsMode(): boolean {
    return this.follow().setsMode;
  }

  private follow(): Told {
    this.told ??= this.tell();
    return this.told;
  }

  private tell(): Told {
    const { node } = this;
    const decorators = this.inClass && decoratorsOf(node);
    const { returns, attributes } = follow(node, (parameter, index) => roleOf(node, parameter, index, decorators));
    const tells = this.role !== "replaced" && !node.isAsync && !isGenerator(node, this.source);
    const setsMode = node.name === "__init__" && SETS_MODE.test(slice(this.source, node));
    return { returns: tells ? returns : undefined, attributes, setsMode };
  }

  protected say(): string {
    const { node, source, returns, attributes, setsMode } = this;
    const values = new ValueText(source);
    return [
      `${node.name}(${node.parameters.map((parameter) => slice(source, parameter)).join()})`,
      node.returns ? slice(source, node.returns) : "",
      decoratorsOf(node).join(),
      returns?.map((value) => values.of(value)).join("|") ?? "?",
      attributes.map(({ name, value }) => `${name}=${values.of(value)}`).join(";"),
      setsMode ? "mode" : "",
    ].join("\n");
  }
}

const slice = (text: string, { start, end }: Span): string => text.slice(start, end);

const decoratorsOf = ({ decorators }: FunctionDefinition): string[] =>
  decorators.map((decorator) => dottedName(decorator.kind === "call" ? decorator.function : decorator) ?? "?");

function roleOf(
  node: FunctionDefinition,
  parameter: Parameter,
  index: number,
  decorators: readonly string[] | undefined,
): Role {
  if (!decorators || parameter.form !== "plain" || decorators.includes("staticmethod")) return "plain";
  if (index === 0) return decorators.includes("classmethod") ? "class" : "self";
  return /^(forward|construct)$/.test(node.name) && !parameter.default ? "input" : "plain";
}

function isGenerator(node: FunctionDefinition, text: string): boolean {
  if (!slice(text, node).includes("yield")) return false;
  let yields = false;
  walkExpressions(node.body, (inner) => {
    if (inner.kind === "yield") yields = true;
  });
  return yields;
}

type Attributes = Map<string, (Held | FunctionSummary)[]>;

/** A class, whose methods are followed when someone asks for its attributes. */
class ClassInWords extends InWords implements ClassSummary {
  readonly is = "class";
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly methods = new Map<string, FunctionSummary>();
  private readonly members: readonly (FunctionInWords | Assign)[];
  private assigned: Attributes | undefined;

  constructor(node: ClassDefinition, source: Source) {
    super(source);
    this.name = node.name;
    this.bases = node.bases.filter((base) => base.form === "positional").map((base) => base.value);
    this.members = node.body.statements.flatMap((member) =>
      member.kind === "function" ? functionSummary(member, source, node) : member.kind === "assign" ? member : [],
    );
    for (const member of this.members) if (isMethod(member)) this.methods.set(member.name, member);
    this.settle(source);
  }

  get attributes(): Attributes {
    this.assigned ??= attributesOf(this.members);
    return this.assigned;
  }

  get setsMode(): boolean {
    return this.members.some((member) => "is" in member && member.setsMode);
  }

  protected say(): string {
    const { name, bases, members, source } = this;
    const said = members.map((member) => ("is" in member ? member.text : slice(source, member)));
    return [name, ...bases.map((base) => slice(source, base)), ...said].join("\n");
  }
}

const isMethod = (member: FunctionInWords | Assign): member is FunctionInWords =>
  "is" in member && member.role !== "property" && !member.isSetter;

function attributesOf(members: readonly (FunctionInWords | Assign)[]): Attributes {
  const found: Attributes = new Map();
  const add = (name: string, value: Held | FunctionSummary): void => {
    const before = found.get(name);
    if (before) before.push(value);
    else found.set(name, [value]);
  };
  for (const member of members) {
    if ("is" in member) {
      if (member.role === "property") add(member.name, member);
      for (const { name, value } of member.attributes) add(name, value);
    } else {
      const held = stated(member.value && moduleValue(member.value), member.annotation);
      for (const target of member.targets)
        for (const [to, part] of bindings(target, held)) if (to.kind === "name") add(to.id, part);
    }
  }
  // What is only changed is an attribute of a class above.
  for (const [name, values] of found) if (values.every((value) => value?.is === "grown")) found.delete(name);
  return found;
}
