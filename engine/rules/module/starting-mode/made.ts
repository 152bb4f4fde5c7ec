import { collector, functionsIn, perStatement } from "../../../syntax/collect.ts";
import type { Block, Call, Expression, Module, Statement } from "../../../syntax/nodes.ts";
import { forEachChild, isStatement } from "../../../syntax/walk.ts";

/** A name that is given what a call makes, and that is then called before anything sets its mode. */
export interface Made {
  readonly name: string;
  readonly statement: Statement;
  readonly call: Call;
}

type Event =
  | { readonly does: "make"; readonly name: string; readonly statement: Statement; readonly call: Call }
  | { readonly does: "call" | "mode" | "bind"; readonly name: string }
  | { readonly does: "backward"; readonly name: "" };

/** What is called after it was made, of events in order; nothing where gradients are taken, which sets the mode anyway. */
function madeOf(events: readonly Event[]): Made[] {
  if (events.some(({ does }) => does === "backward")) return [];
  const open = new Map<string, Made>();
  const found: Made[] = [];
  for (const event of events) {
    const made = open.get(event.name);
    if (event.does === "make") open.set(event.name, event);
    else if (made) {
      if (event.does === "call") found.push(made);
      open.delete(event.name);
    }
  }
  return found;
}

const eventsInside = ({ statements }: Block): Event[] => statements.flatMap(eventsOf);

/** What a statement does, in order, functions and classes aside. */
const eventsOf = perStatement((statement): readonly Event[] => {
  const events: Event[] = [];
  const visit = (node: Expression | Statement): void => {
    if (node.kind === "function" || node.kind === "class" || node.kind === "lambda") return;
    forEachChild(node, visit);
    if (!isStatement(node)) return void events.push(...eventsAt(node));
    if (node.kind !== "assign") return;
    for (const target of node.targets)
      if (target.kind === "name") {
        const { id: name } = target;
        const makes = node.targets.length === 1 && node.value?.kind === "call" ? node.value : undefined;
        events.push(makes ? { does: "make", name, statement: node, call: makes } : { does: "bind", name });
      }
  };
  visit(statement);
  return events;
});

function eventsAt(node: Expression): Event[] {
  if (node.kind !== "call") return [];
  const { function: callee } = node;
  if (callee.kind === "name") return [{ does: "call", name: callee.id }];
  if (callee.kind !== "attribute") return [];
  if (/^(backward|value_and_grad)$/.test(callee.name)) return [{ does: "backward", name: "" }];
  const isMode = /^(train|eval|set_train)$/.test(callee.name);
  return isMode && callee.value.kind === "name" ? [{ does: "mode", name: callee.value.id }] : [];
}

const eventsIn = collector(eventsOf);

const madeInFunction = perStatement((own) => (own.kind === "function" ? madeOf(eventsInside(own.body)) : []));

const madeInFunctions = collector((statement) => functionsIn(statement).flatMap(madeInFunction));

/** What is made and called in the module's own code and in each of its functions. */
export const madeIn = (module: Module): readonly Made[] => [...madeOf(eventsIn(module)), ...madeInFunctions(module)];
