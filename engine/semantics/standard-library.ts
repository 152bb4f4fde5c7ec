import { certain, instance, literal, type Typed } from "./kinds.ts";

const STR = literal("str");
const INT = literal("int");
const FLOAT = literal("float");
const BOOL = literal("bool");
const STRINGS = certain({ is: "collection", item: STR });

/** What functions of Python's standard library give, by qualified name; only those that give one kind always. */
const RESULTS: Record<string, Typed> = {
  "os.getcwd": STR,
  "os.listdir": STRINGS,
  "os.cpu_count": INT,
  "os.path.exists": BOOL,
  "os.path.isdir": BOOL,
  "os.path.isfile": BOOL,
  "os.path.getsize": INT,
  "time.time": FLOAT,
  "time.perf_counter": FLOAT,
  "logging.getLogger": instance("logging.Logger"),
  "re.compile": instance("re.Pattern"),
  "re.match": instance("re.Match"),
  "re.search": instance("re.Match"),
  "re.fullmatch": instance("re.Match"),
  "re.sub": STR,
  "argparse.ArgumentParser": instance("argparse.ArgumentParser"),
  "pathlib.Path": instance("pathlib.Path"),
  "contextlib.ExitStack": instance("contextlib.ExitStack"),
  "collections.OrderedDict": certain({ is: "collection", keyed: true }),
  "collections.defaultdict": certain({ is: "collection", keyed: true }),
  "collections.Counter": certain({ is: "collection", item: INT, keyed: true }),
  "collections.deque": certain({ is: "collection" }),
  "random.Random": instance("random.Random"),
  "numpy.random.RandomState": instance("numpy.random.RandomState"),
};

/** NumPy's functions that give an array whatever they are given. */
const ARRAYS =
  /^numpy\.(array|asarray|zeros|ones|empty|full|arange|linspace|eye|zeros_like|ones_like|stack|concatenate|vstack|hstack|frombuffer)$/;

/** What gives what it is given. */
const SAME = /^copy\.(deepcopy|copy)$/;

/** What calling a function or class gives that is no framework's. */
export function foreignResult(name: string, values: readonly (Typed | undefined)[]): Typed | undefined {
  if (SAME.test(name)) return values[0];
  if (Object.hasOwn(RESULTS, name)) return RESULTS[name];
  return ARRAYS.test(name) ? instance("numpy.ndarray") : undefined;
}

/** What a name of the standard library is that holds a value. */
export const foreignValue = (name: string): Typed | undefined =>
  name === "os.environ" ? certain({ is: "collection", key: STR, item: STR, keyed: true }) : undefined;
