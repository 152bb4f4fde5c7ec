import { itemOf } from "./containers.ts";
import { isMindSporeName, isTorchName } from "./frameworks.ts";
import { certain, instance, isTensor, type Kind, likely, literal, plainTensor, type Typed } from "./kinds.ts";
import { numpyResult } from "./numpy-scalars.ts";
import { isUnrelatedName, unrelated } from "./unrelated.ts";

const STR = literal("str");
const INT = literal("int");
const FLOAT = literal("float");
const BOOL = literal("bool");
const list = (item?: Typed): Typed => certain({ is: "collection", item });
const dictionary = (key?: Typed, item?: Typed): Typed => certain({ is: "collection", key, item, keyed: true });
const tuple = (...items: (Typed | undefined)[]): Typed => certain({ is: "tuple", items });
const PATH = instance("pathlib.Path");
const TEXT_FILE = instance("io.IOBase");
const DATE = instance("datetime.datetime");
const PARSER = instance("argparse.ArgumentParser");
const NAMESPACE = instance("argparse.Namespace");

/** What functions, and methods by the class of their object, give; only those that give one kind always. */
const RESULTS = new Map<string, Typed>();

function give(typed: Typed, owner: string, names: string): void {
  for (const name of names.split(" ")) RESULTS.set(`${owner}.${name}`, typed);
}

give(STR, "os", "getcwd getenv strerror");
give(list(STR), "os", "listdir");
give(INT, "os", "cpu_count getpid getppid system");
give(
  STR,
  "os.path",
  "basename dirname join abspath realpath normpath expanduser expandvars relpath commonpath commonprefix normcase",
);
give(BOOL, "os.path", "exists lexists isdir isfile islink isabs ismount samefile");
give(INT, "os.path", "getsize");
give(FLOAT, "os.path", "getmtime getctime getatime");
give(tuple(STR, STR), "os.path", "split splitext splitdrive");
give(list(tuple(STR, list(STR), list(STR))), "os", "walk");
give(STR, "sys", "intern getdefaultencoding getfilesystemencoding");
give(INT, "sys", "getsizeof getrecursionlimit");
give(FLOAT, "time", "time perf_counter monotonic process_time");
give(STR, "time", "strftime ctime asctime");
give(instance("logging.Logger"), "logging", "getLogger");
give(instance("re.Pattern"), "re", "compile");
give(instance("re.Match"), "re", "match search fullmatch");
give(instance("re.Match"), "re.Pattern", "match search fullmatch");
give(list(instance("re.Match")), "re", "finditer");
give(list(instance("re.Match")), "re.Pattern", "finditer");
give(STR, "re", "sub escape");
give(STR, "re.Pattern", "sub");
give(list(STR), "re", "split");
give(STR, "re.Match", "group");
give(list(STR), "glob", "glob iglob");
give(PARSER, "argparse", "ArgumentParser");
give(NAMESPACE, "argparse", "Namespace");
give(NAMESPACE, "argparse.ArgumentParser", "parse_args parse_intermixed_args");
give(tuple(NAMESPACE, list(STR)), "argparse.ArgumentParser", "parse_known_args");
give(instance("argparse.Subparsers"), "argparse.ArgumentParser", "add_subparsers");
give(PARSER, "argparse.Subparsers", "add_parser");
give(PATH, "pathlib", "Path PurePath PosixPath");
give(
  PATH,
  "pathlib.Path",
  "home cwd resolve absolute expanduser joinpath with_suffix with_name with_stem relative_to rename replace",
);
give(list(PATH), "pathlib.Path", "glob rglob iterdir");
give(BOOL, "pathlib.Path", "exists is_file is_dir is_absolute is_symlink");
give(STR, "pathlib.Path", "as_posix read_text");
give(TEXT_FILE, "pathlib.Path", "open");
give(STR, "json", "dumps");
give(STR, "shutil", "which copy copy2 copyfile copytree move make_archive");
give(STR, "tempfile", "mkdtemp gettempdir mktemp");
give(STR, "textwrap", "dedent indent fill shorten");
give(STR, "platform", "system node machine platform python_version release processor");
give(STR, "socket", "gethostname gethostbyname");
give(STR, "getpass", "getuser getpass");
give(STR, "inspect", "getsource getdoc cleandoc getfile");
give(DATE, "datetime.datetime", "now today utcnow fromtimestamp strptime fromisoformat");
give(STR, "datetime.datetime", "strftime isoformat");
give(FLOAT, "math", "sqrt exp log log2 log10 sin cos tan atan atan2 pow fabs");
give(INT, "math", "ceil floor gcd comb factorial");
give(instance("contextlib.ExitStack"), "contextlib", "ExitStack");
give(dictionary(), "collections", "OrderedDict ChainMap");
give(dictionary(undefined, INT), "collections", "Counter");
give(dictionary(), "builtins.dict", "fromkeys");
give(certain({ is: "collection" }), "collections", "deque");
give(FLOAT, "random", "random uniform gauss normalvariate");
give(INT, "random", "randint randrange getrandbits");
give(instance("random.Random"), "random", "Random");
give(instance("numpy.random.RandomState"), "numpy.random", "RandomState");
give(
  instance("numpy.ndarray"),
  "numpy",
  "array asarray zeros ones empty full arange linspace eye zeros_like ones_like full_like stack concatenate vstack hstack frombuffer argsort flatnonzero",
);
give(instance("numpy.ndarray"), "numpy.random", "permutation");

/** What gives what it is given. */
const SAME = /^copy\.(deepcopy|copy)$/;
const SAME_TENSORS = /^einops\.(einops\.)?(rearrange|repeat|reduce|einsum)$/;
const SAME_ITEMS = /^itertools\.(islice|cycle)$/;
const PROGRESS = /^tqdm(\.\w+)*\.(tqdm|trange)$/;

/** What calling a function or class gives that is no framework's. */
export function foreignResult(name: string, values: readonly (Typed | undefined)[]): Typed | undefined {
  if (SAME.test(name)) return values[0];
  if (SAME_TENSORS.test(name)) return isTensor(values[0]) ? plainTensor(values[0]) : undefined;
  if (SAME_ITEMS.test(name)) return list(itemOf(values[0]));
  const known = RESULTS.get(name) ?? numpyResult(name, values);
  if (known) return known;
  if (PROGRESS.test(name)) return progress(name, values[0]);
  if (name === "collections.defaultdict") return dictionary(undefined, madeBy(values[0]));
  if (/^builtins\.(object|type)\./.test(name)) return undefined;
  if (/^multiprocessing\.(Value|Array|R?Lock|Event|Semaphore|Condition|Barrier)$/.test(name)) return unrelated(name);
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (/^_?[A-Z]\w*[a-z]\w*$/.test(last) && !isTorchName(name) && !isMindSporeName(name))
    return isUnrelatedName(name) ? instance(name) : likely({ is: "instance", of: name });
  return isUnrelatedName(name) ? unrelated(name) : undefined;
}

const ARRAY = /^numpy\.(ndarray|array|typing\.NDArray)$/;
const NUMBER = /^numbers\.(Number|Complex|Real|Rational|Integral)$/;

/** An object of a class of a library that has nothing of torch's; what is like an array may be anything. */
export function foreignObject(name: string): Typed | undefined {
  if (!isUnrelatedName(name) || name === "numpy.typing.ArrayLike") return undefined;
  if (ARRAY.test(name)) return instance("numpy.ndarray");
  return NUMBER.test(name) ? literal("number") : foreignResult(name, []);
}

/** What a bar that shows progress goes over is what it gives. */
function progress(name: string, over: Typed | undefined): Typed {
  const item = name.endsWith("trange") ? INT : itemOf(over);
  return certain({ is: "instance", of: "tqdm.tqdm", item });
}

/** What calling a type of Python's gives. */
function madeBy(type: Typed | undefined): Typed | undefined {
  return type?.kind.is === "class" ? builtinInstance(type.kind) : undefined;
}

const MADE: Readonly<Record<string, Typed>> = {
  "builtins.list": list(),
  "builtins.set": list(),
  "builtins.dict": dictionary(),
  "builtins.int": INT,
  "builtins.float": FLOAT,
  "builtins.bool": BOOL,
  "builtins.str": STR,
};

/** An object of one of Python's own types. */
export const builtinInstance = ({ name }: Kind & { is: "class" }): Typed | undefined =>
  Object.hasOwn(MADE, name) ? MADE[name] : undefined;

/** What a method of an object gives whose class is of Python's library. */
export const foreignMethod = (of: string, name: string): Typed | undefined => RESULTS.get(`${of}.${name}`);

const VALUES = new Map<string, Typed>([
  ["os.environ", dictionary(STR, STR)],
  ["os.sep", STR],
  ["os.linesep", STR],
  ["sys.argv", list(STR)],
  ["sys.path", list(STR)],
  ["sys.modules", dictionary(STR)],
  ["sys.platform", STR],
  ["sys.version", STR],
  ["sys.executable", STR],
  ["sys.stdout", TEXT_FILE],
  ["sys.stderr", TEXT_FILE],
  ["sys.stdin", TEXT_FILE],
  ...["pi", "e", "inf", "nan"].flatMap((name) => ["math", "numpy"].map((of) => [`${of}.${name}`, FLOAT] as const)),
  ["pathlib.Path.parent", PATH],
  ["pathlib.Path.name", STR],
  ["pathlib.Path.stem", STR],
  ["pathlib.Path.suffix", STR],
]);

/** What a name of the standard library is that holds a value, or an attribute of an object by its class. */
export const foreignValue = (name: string): Typed | undefined => VALUES.get(name);
