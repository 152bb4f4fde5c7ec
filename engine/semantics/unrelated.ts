import type { Ground, Kind, Typed } from "./kinds.ts";

/**
 * Libraries that give nothing of torch's or MindSpore's, whatever they are asked. Those that hand back what they are
 * given (copy, functools, itertools, queues) are not among them.
 */
const LIBRARIES = new Set(
  [
    "argparse array ast base64 binascii bisect builtins bz2 calendar cProfile cmath codecs colorsys configparser csv datetime",
    "decimal difflib email errno filecmp fnmatch fractions ftplib gc getpass glob gzip hashlib hmac html http inspect io json",
    "keyword linecache locale logging lzma math mimetypes numbers os pathlib pdb pkgutil platform plistlib pprint pstats",
    "re readline resource sched secrets select shlex shutil signal site smtplib socket sqlite3 ssl stat statistics string struct",
    "subprocess sys tarfile tempfile termios textwrap time timeit tokenize token tomllib traceback tracemalloc unicodedata urllib",
    "uuid warnings wave webbrowser xml zipfile zlib zoneinfo",
    "PIL boto3 bs4 click colorama cv2 dateutil git graphviz h5py imageio jinja2 librosa lxml markdown matplotlib nibabel nltk",
    "numpy packaging pandas plotly psutil pyarrow pydicom pylab pytz rdflib rdkit regex requests rich scipy seaborn sentencepiece",
    "simplejson skimage sklearn soundfile tabulate termcolor toml tomli torchinfo ujson wandb",
  ]
    .join(" ")
    .split(" "),
);

/** Whether a qualified name is of a library that has nothing to do with either framework. */
export const isUnrelatedName = (name: string): boolean => LIBRARIES.has(libraryOf(name));

const libraryOf = (name: string): string => {
  const dot = name.indexOf(".");
  return dot < 0 ? name : name.slice(0, dot);
};

/** Something of such a library, or of Python itself. */
export const unrelated = (name: string, ground: Ground = "certain"): Typed => ({
  kind: { is: "unrelated", library: libraryOf(name) },
  ground,
});

/** The library of a value that has nothing to do with either framework, and nothing of theirs inside. */
export function unrelatedLibrary(kind: Kind): string | undefined {
  if (kind.is === "unrelated") return kind.library;
  if (kind.is === "literal") return kind.type === "None" ? undefined : "builtins";
  if (kind.is === "module") return !kind.members && isUnrelatedName(kind.name) ? libraryOf(kind.name) : undefined;
  if (kind.is !== "instance" || kind.definition || kind.of === NAMESPACE) return undefined;
  return isUnrelatedName(kind.of) ? libraryOf(kind.of) : undefined;
}

/** Holds whatever options hold; programs put devices and models there. */
const NAMESPACE = "argparse.Namespace";
