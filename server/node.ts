import { setFlagsFromString } from "node:v8";
import { start } from "./start.ts";

// Left to itself, V8 collects what is old when there is three times as much of it, and gives what is new ever more room:
// 90 MB more in a project of 1,000 files.
setFlagsFromString("--heap-growing-percent=35");
setFlagsFromString("--semi-space-growth-factor=1");

start();
