import { kindCollector } from "../../../by-kinds.ts";
import { remembered } from "../../../remembered.ts";
import type { Context } from "../../../rule.ts";
import { layerFamily } from "../../../semantics/kinds.ts";
import { TAKES_GRADIENTS } from "../../../steps/differentiated.ts";
import { collector, flattened, functionsIn, ownStatements, perStatement } from "../../../syntax/collect.ts";
import type { Call, Expression, FunctionDefinition, Statement } from "../../../syntax/nodes.ts";
import { forEachChild, isStatement } from "../../../syntax/walk.ts";

/** A name that is given what a call makes, and that is then called before anything sets its mode. */
export interface Made {
  readonly name: string;
  readonly statement: Statement;
  readonly call: Call;
}

type Event =
  | ({ readonly does: "make" } & Made)
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

/** What a statement does, in order, functions and classes aside. */
const eventsOf = perStatement((statement): readonly Event[] => {
  const events: Event[] = [];
  const visit = (node: Expression | Statement): void => {
    if (node.kind === "function" || node.kind === "class" || node.kind === "lambda") return;
    forEachChild(node, visit);
    if (!isStatement(node)) return void events.push(...eventsAt(node));
    const made = makeAt(node);
    if (made) events.push({ does: "make", ...made });
    else if (node.kind === "assign")
      for (const target of node.targets) if (target.kind === "name") events.push({ does: "bind", name: target.id });
  };
  visit(statement);
  return events;
});

/** `net = Net()` */
function makeAt(statement: Statement): Made | undefined {
  const { target, call } = assignedCall(statement) ?? {};
  return call && target?.kind === "name" ? { name: target.id, statement, call } : undefined;
}

/** What a call makes, and the one target that is given it. */
export function assignedCall(statement: Statement): { target: Expression; call: Call } | undefined {
  if (statement.kind !== "assign" || statement.targets.length > 1 || statement.value?.kind !== "call") return undefined;
  return { target: statement.targets[0], call: statement.value };
}

function eventsAt(node: Expression): Event[] {
  if (node.kind !== "call") return [];
  const { function: callee } = node;
  if (callee.kind === "name") return [{ does: "call", name: callee.id }];
  if (callee.kind !== "attribute") return [];
  if (TAKES_GRADIENTS.test(callee.name)) return [{ does: "backward", name: "" }];
  const isMode = SETS_MODE.test(callee.name);
  return isMode && callee.value.kind === "name" ? [{ does: "mode", name: callee.value.id }] : [];
}

/** Methods that set the mode. */
export const SETS_MODE = /^(train|eval|set_train)$/;

const eventsIn = collector(eventsOf);

/** The names that statements give what a call makes. */
const makesAmong = (statements: readonly Statement[]): readonly Made[] =>
  statements.flatMap((statement) => makeAt(statement) ?? []);

const makesOf = remembered((own: FunctionDefinition) => makesAmong(ownStatements(own)));

const madeOfFunction = remembered(({ body }: FunctionDefinition) => madeOf(body.statements.flatMap(eventsOf)));

/** The layers that are made and called in the module's own code and in each of its functions. */
export const layersMade = (context: Context): readonly Made[] => [
  ...madeByModule(context),
  ...madeByFunctions(context),
];

function madeByModule(context: Context): readonly Made[] {
  const made = new Set(makesByModule(context));
  return made.size ? madeOf(eventsIn(context.model.module)).filter(({ call }) => made.has(call)) : [];
}

const makesByModule = kindCollector((statement, context) =>
  makesAmong(flattened([statement])).flatMap(({ call }) => (isLayer(call, context) ? [call] : [])),
);

const madeByFunctions = kindCollector((statement, context) => {
  const isWanted = ({ call }: Made) => isLayer(call, context);
  const makers = functionsIn(statement).filter((one) => makesOf(one).some(isWanted));
  return makers.flatMap(madeOfFunction).filter(isWanted);
});

/** Whether what is made is certainly a layer. */
export function isLayer(call: Call, { model }: Context): boolean {
  const made = model.kindOf(call);
  return made?.ground === "certain" && layerFamily(made.kind) !== undefined;
}
