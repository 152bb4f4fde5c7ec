import { kindCollector } from "../../../by-kinds.ts";
import { callsIn } from "../../../syntax/collect.ts";
import type { Call } from "../../../syntax/nodes.ts";
import { isLayer } from "./made.ts";

/** `Net()(x)`: what is called as it is made, or as it was moved. */
type CalledAsMade = Call & { readonly function: Call };

/** All calls of a file that call a layer which another call gives. */
export const layersCalledAsMade = kindCollector((statement, context) =>
  callsIn(statement).filter(
    (call): call is CalledAsMade => call.function.kind === "call" && isLayer(call.function, context),
  ),
);
