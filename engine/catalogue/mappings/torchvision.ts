import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

const EAGER = "MindSpore's transforms take PIL images or NumPy arrays, and give NumPy arrays where torch gives tensors";

/** A transform that MindSpore has, with the signature that torchvision gives it. */
const transform = (to: string, torch: string, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.dataset.${to}`,
  signatures: { torch },
  unsafe: EAGER,
  ...mapping,
});
const vision = (name: string, torch: string, mapping: Partial<Mapping> = {}) =>
  transform(`vision.${name}`, torch, mapping);
const PROBABILITY = { p: "prob" } as const;
const NO_MODE = { refuse: true, why: "The mode is one of mindspore.dataset.vision.Border." } as const;
const ANTIALIAS = { antialias: { drop: true } } as const;

/** Transforms of images. */
export const TRANSFORMS_OF_IMAGES = defineNamespace("torchvision.transforms", {
  Compose: transform("transforms.Compose", "(transforms)", {
    unsafe: "MindSpore's Compose, called on an image, returns a tuple: take [0]",
  }),
  ToTensor: vision("ToTensor", "()", { note: "It gives a NumPy array, which the loader makes a tensor." }),
  Normalize: vision("Normalize", "(mean, std, inplace=False)", {
    effect: "silent",
    parameters: { inplace: { drop: true } },
    add: { is_hwc: "False" },
    note: "After ToTensor the channels come first, which MindSpore must be told.",
  }),
  Resize: vision("Resize", "(size, interpolation=None, max_size=None, antialias=True)", {
    parameters: { ...ANTIALIAS, max_size: { refuse: true, why: "MindSpore's Resize has no longest edge." } },
  }),
  CenterCrop: vision("CenterCrop", "(size)"),
  RandomCrop: vision("RandomCrop", "(size, padding=None, pad_if_needed=False, fill=0, padding_mode='constant')", {
    parameters: { fill: "fill_value", padding_mode: NO_MODE },
  }),
  RandomResizedCrop: vision(
    "RandomResizedCrop",
    "(size, scale=(0.08, 1.0), ratio=(3.0 / 4.0, 4.0 / 3.0), interpolation=None, antialias=True)",
    { parameters: ANTIALIAS },
  ),
  RandomHorizontalFlip: vision("RandomHorizontalFlip", "(p=0.5)", { parameters: PROBABILITY }),
  RandomVerticalFlip: vision("RandomVerticalFlip", "(p=0.5)", { parameters: PROBABILITY }),
  RandomGrayscale: vision("RandomGrayscale", "(p=0.1)", { parameters: PROBABILITY }),
  RandomApply: transform("transforms.RandomApply", "(transforms, p=0.5)", { parameters: PROBABILITY }),
  RandomChoice: transform("transforms.RandomChoice", "(transforms, p=None)", {
    parameters: { p: { refuse: true, why: "MindSpore chooses each with the same probability." } },
  }),
  RandomOrder: transform("transforms.RandomOrder", "(transforms)"),
  RandomRotation: vision("RandomRotation", "(degrees, interpolation=None, expand=False, center=None, fill=0)", {
    parameters: { interpolation: "resample", fill: "fill_value" },
  }),
  RandomErasing: vision("RandomErasing", "(p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False)", {
    parameters: PROBABILITY,
  }),
  ColorJitter: vision("RandomColorAdjust", "(brightness=(1, 1), contrast=(1, 1), saturation=(1, 1), hue=(0, 0))"),
  Grayscale: vision("Grayscale", "(num_output_channels=1)"),
  Pad: vision("Pad", "(padding, fill=0, padding_mode='constant')", {
    parameters: { fill: "fill_value", padding_mode: NO_MODE },
  }),
  GaussianBlur: manual(
    "differs",
    "vision.GaussianBlur(kernel_size, sigma) of mindspore.dataset blurs by one sigma; torchvision draws it from a range.",
  ),
  ToPILImage: manual("differs", "vision.ToPIL() of mindspore.dataset takes an array with channels last, in bytes."),
  Lambda: manual("differs", "A function stands among MindSpore's transforms as it is: leave Lambda out."),
  "InterpolationMode.BICUBIC": manual("differs", "Write mindspore.dataset.vision.Inter.BICUBIC."),
  "InterpolationMode.BILINEAR": manual("differs", "Write mindspore.dataset.vision.Inter.BILINEAR."),
  "InterpolationMode.NEAREST": manual("differs", "Write mindspore.dataset.vision.Inter.NEAREST."),
  "functional.InterpolationMode.BICUBIC": manual("differs", "Write mindspore.dataset.vision.Inter.BICUBIC."),
  "functional.InterpolationMode.BILINEAR": manual("differs", "Write mindspore.dataset.vision.Inter.BILINEAR."),
  "functional.InterpolationMode.NEAREST": manual("differs", "Write mindspore.dataset.vision.Inter.NEAREST."),
});
