import { meantInTorch } from "../catalogue/namesakes.ts";
import { canonicalTorchName, torchAttributeType, torchNameKind } from "../catalogue/signatures.ts";
import { perMember } from "../per-word.ts";
import { isMindSporeName, isTorchName } from "./frameworks.ts";
import { type Ground, imported, type Kind, type Typed, weaken } from "./kinds.ts";

/** Methods that tensors have and arrays, lists, strings and dictionaries have not, or not in a module's forward. */
export const TENSOR_ONLY_METHODS: ReadonlySet<string> = new Set(
  "view unsqueeze squeeze permute contiguous size dim numel detach masked_fill expand expand_as chunk bmm matmul softmax log_softmax flatten transpose reshape float long half bool type_as cuda cpu view_as repeat narrow index_select gather scatter sigmoid tanh relu clamp backward requires_grad_ mm addmm new_zeros new_ones masked_select unbind topk argmax mean std var norm abs exp log sqrt pow roll flip".split(
    " ",
  ),
);

/** What has names below it. */
export type Namespace = Kind & { is: "module" | "class" | "function" };

/** A kind as that in which names are looked up: a module, a class, or what torch's listing does not say to be neither. */
export function namespaceOf(kind: Kind): Namespace | undefined {
  if (kind.is === "module") return kind;
  if (kind.is === "class") return kind.definition ? undefined : kind;
  if (kind.is !== "function" || kind.definition || !isTorchName(kind.name)) return undefined;
  const known = torchNameKind(kind.name);
  return known === undefined || (known === "attribute" && !torchAttributeType(kind.name)) ? kind : undefined;
}

/** What `parent.child` is, for a module or a framework's class; foreign modules stay foreign. */
export function nameOfChild(parent: Namespace, child: string, ground: Ground): Typed | undefined {
  if (parent.is === "module" && parent.members) return weaken(parent.members.member(child), ground);
  if (isTorchName(parent.name)) return { kind: childOfTorch(parent.name, child), ground };
  const name = `${parent.name}.${child}`;
  if (isMindSporeName(parent.name)) return { kind: ofMindSpore(parent, name, child), ground };
  return { kind: { is: "module", name }, ground };
}

const childOfTorch = perMember((parent, child) => torchKind(canonicalTorchName(`${parent}.${child}`), child));

type NamedKind = Kind & { name: string };

/** The kind of a qualified name that an import or a dotted chain leads to. */
export function kindOfName(qualified: string): NamedKind {
  const last = qualified.slice(qualified.lastIndexOf(".") + 1);
  if (isTorchName(qualified)) return torchKind(canonicalTorchName(qualified), last);
  if (isMindSporeName(qualified)) return mindsporeKind(qualified, last);
  return { is: "module", name: qualified };
}

/** What an import of a qualified name binds. */
export const importedName = (qualified: string): Typed => imported(kindOfName(qualified), qualified);

/** What a name of torch's is in a file that is taken as migrated, by the name that MindSpore has for its module. */
export function migratedName(qualified: string): Typed {
  if (!isMindSporeName(qualified)) return importedName(qualified);
  return imported(migratedKind(qualified, qualified.slice(qualified.lastIndexOf(".") + 1)), qualified);
}

const ofMindSpore = (parent: Namespace, name: string, child: string): NamedKind =>
  parent.is === "module" && parent.migrated ? migratedKind(name, child) : mindsporeKind(name, child);

function migratedKind(name: string, last: string): NamedKind {
  const kind = knownKind(name, last);
  return kind.is === "module" ? { ...kind, migrated: true } : kind;
}

function torchKind(name: string, last: string): NamedKind {
  switch (torchNameKind(name)) {
    case "module":
      return { is: "module", name };
    case "class":
      return { is: "class", name };
    case undefined:
      break;
    default:
      return { is: "function", name };
  }
  if (/^_?[A-Z]/.test(last) && last !== "_C") return { is: "class", name };
  return TORCH_MODULES.has(name)
    ? { is: "module", name }
    : { is: name.startsWith("torch.") && !/^[a-z_]+$/.test(last) ? "function" : "module", name };
}

const TORCH_MODULES = new Set([
  "torch",
  "torch._C",
  "torch.nn",
  "torch.nn.functional",
  "torch.nn.init",
  "torch.nn.utils",
  "torch.optim",
  "torch.optim.lr_scheduler",
  "torch.utils",
  "torch.utils.data",
  "torch.cuda",
  "torch.autograd",
]);

/** A name that MindSpore has not, and torch has in the same place, is torch's under a name that was rebound. */
function mindsporeKind(name: string, last: string): NamedKind {
  const meant = meantInTorch(name);
  if (!meant) return knownKind(name, last);
  const kind = torchKind(canonicalTorchName(meant), last);
  return kind.is === "class" ? { ...kind, meant: true } : kind;
}

function knownKind(name: string, last: string): NamedKind {
  if (/^[A-Z]/.test(last)) return { is: "class", name };
  return MINDSPORE_MODULES.has(name) ? { is: "module", name } : { is: "function", name };
}

const MINDSPORE_MODULES = new Set([
  "mindspore",
  "mindspore.nn",
  "mindspore.ops",
  "mindspore.mint",
  "mindspore.mint.nn",
  "mindspore.mint.nn.functional",
  "mindspore.mint.optim",
  "mindspore.numpy",
  "mindspore.amp",
  "mindspore.common",
  "mindspore.common.dtype",
  "mindspore.common.initializer",
  "mindspore.common.parameter",
  "mindspore.common.tensor",
  "mindspore.context",
  "mindspore.ops.composite",
  "mindspore.ops.functional",
  "mindspore.ops.operations",
  "mindspore.train",
  "mindspore.train.callback",
  "mindspore.train.model",
  "mindspore.train.serialization",
  "mindspore.dataset",
  "mindspore.dataset.dataloader",
  "mindspore.dataset.vision",
  "mindspore.dataset.vision.c_transforms",
  "mindspore.dataset.vision.py_transforms",
  "mindspore.dataset.transforms",
  "mindspore.dataset.transforms.c_transforms",
  "mindspore.dataset.transforms.py_transforms",
  "mindspore.experimental",
  "mindspore.experimental.optim",
  "mindspore.experimental.optim.lr_scheduler",
  "mindspore.communication",
  "mindspore.runtime",
  "mindspore.train",
]);
