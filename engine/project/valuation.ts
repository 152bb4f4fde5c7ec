import { annotated, orStated } from "../semantics/annotations.ts";
import { itemOf, partOf, withItem } from "../semantics/containers.ts";
import { Environment } from "../semantics/environment.ts";
import { Evaluator } from "../semantics/evaluate.ts";
import {
  type Callable,
  type ClassInfo,
  certain,
  classFamily,
  instance,
  isForeign,
  isNone,
  join,
  type Typed,
  weaken,
} from "../semantics/kinds.ts";
import { methodIn, nearest } from "../semantics/lineage.ts";
import { literalOf } from "../semantics/literals.ts";
import { arithmetic } from "../semantics/operators.ts";
import type { Use } from "../semantics/reference.ts";
import { NOWHERE, type Surroundings } from "../semantics/surroundings.ts";
import type { Expression } from "../syntax/nodes.ts";
import type { Linker } from "./linker.ts";
import type { Held, Value } from "./values.ts";

/** Works out the kinds of values in one file, of one class where they stand in its methods. */
export class Valuation {
  private readonly linker: Linker;
  private readonly path: string;
  private readonly info: ClassInfo | undefined;
  private readonly evaluator: Evaluator;
  private readonly done = new Map<Value, Typed | undefined>();

  constructor(linker: Linker, path: string, info?: ClassInfo) {
    this.linker = linker;
    this.path = path;
    this.info = info;
    this.evaluator = new Evaluator(new ForeignSurroundings(), { class: info });
  }

  of(value: Held): Typed | undefined {
    if (!value) return undefined;
    if (!this.done.has(value)) this.done.set(value, this.kindOf(value));
    return this.done.get(value);
  }

  /** An expression of the module's own scope. */
  expression(node: Expression, use: Use = "value"): Typed | undefined {
    return this.evaluator.evaluate(node, this.linker.scopeOf(this.path), use);
  }

  /** What an attribute is after `self.total += value`, of what it was before. */
  grown(before: Typed | undefined, { operator, by }: Value & { is: "grown" }): Typed | undefined {
    return before?.kind.is === "literal" ? arithmetic(operator, before, this.of(by)) : before;
  }

  private filled({ of, by, key }: Value & { is: "filled" }): Typed | undefined {
    const held = this.of(of);
    if (!held) return undefined;
    return { kind: withItem(held.kind, this.of(key), this.of(by)) ?? held.kind, ground: held.ground };
  }

  private kindOf(value: Value): Typed | undefined {
    switch (value.is) {
      case "expression": {
        const scope = new Environment();
        scope.fallback = (name) =>
          value.names.has(name) ? this.of(value.names.get(name)) : this.linker.symbol(this.path, name);
        return this.evaluator.evaluate(value.node, scope);
      }
      case "annotated":
        return orStated(this.of(value.value), () => annotated(value.node, this.linker.scopeOf(this.path)));
      case "part":
        return partOf(this.of(value.of), value.index);
      case "item":
        return itemOf(this.of(value.of));
      case "filled":
        return this.filled(value);
      case "grown":
        return undefined;
      case "either":
        return value.options.map((option) => this.of(option)).reduce(join);
      case "parameter":
        return this.parameter(value);
      case "import":
        return this.linker.imported(this.path, value);
    }
  }

  private parameter({ parameter, role }: Value & { is: "parameter" }): Typed | undefined {
    if (role === "self" && this.info) return certain({ is: "instance", of: this.info.name, definition: this.info });
    if (role === "class" && this.info) return certain({ is: "class", name: this.info.name, definition: this.info });
    if (parameter.form !== "plain")
      return certain({ is: "collection", ...(parameter.form === "doublestar" && { keyed: true as const }) });
    const stated = annotated(parameter.annotation, this.linker.scopeOf(this.path));
    if (stated) return stated;
    if (role === "input") return this.input();
    const initial = parameter.default && this.expression(parameter.default);
    if (initial?.kind.is !== "literal") return weaken(initial, "likely");
    return isNone(initial) ? undefined : { kind: { is: "literal", type: initial.kind.type }, ground: "likely" };
  }

  private input(): Typed | undefined {
    const family = this.info && classFamily(this.info);
    return family && instance(family === "mindspore" ? "mindspore.Tensor" : "torch.Tensor", "likely");
  }
}

/** A file that is only looked up: nothing is noted, and nothing is guessed from how things are used. */
class ForeignSurroundings implements Surroundings {
  readonly speech = "neither";
  readonly current = NOWHERE;
  private readonly kinds = new WeakMap<Expression, Typed>();

  record(): void {}

  setAttribute(): void {}

  remember(expression: Expression, typed: Typed | undefined): void {
    if (typed) this.kinds.set(expression, typed);
  }

  known(expression: Expression): Typed | undefined {
    return this.kinds.get(expression) ?? literalOf(expression);
  }

  attributeOf(info: ClassInfo, name: string): Typed | undefined {
    return nearest(info, ({ attributes }) => attributes.has(name))?.attributes.get(name);
  }

  methodOf(info: ClassInfo, name: string): Callable | undefined {
    return methodIn(info, name);
  }

  resultOfCall(definition: Callable): Typed | undefined {
    return isForeign(definition) ? definition.result : undefined;
  }
}
