import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

/** A data set that is a pipeline in MindSpore: batches of columns come from it, single items do not. */
const dataset = (call: string): Mapping =>
  manual(
    "no-counterpart",
    `mindspore.dataset.${call} reads files that are there already, downloads none and has the columns image and label: .map(transforms, "image").batch(n) takes the place of transform and DataLoader.`,
  );

/** Data sets. */
export const VISION_DATASETS = defineNamespace("torchvision.datasets", {
  MNIST: dataset('MnistDataset(folder, usage="train")'),
  FashionMNIST: dataset('FashionMnistDataset(folder, usage="train")'),
  KMNIST: dataset('KMnistDataset(folder, usage="train")'),
  CIFAR10: dataset('Cifar10Dataset(folder, usage="train")'),
  CIFAR100: manual(
    "no-counterpart",
    'mindspore.dataset.Cifar100Dataset(folder, usage="train") has the columns image, coarse_label and fine_label, and torch\'s label is the fine one.',
  ),
  SVHN: dataset('SVHNDataset(folder, usage="train")'),
  ImageFolder: dataset("ImageFolderDataset(folder, decode=True)"),
  CelebA: manual(
    "no-counterpart",
    "mindspore.dataset.CelebADataset(folder, decode=True) has the columns image and attr.",
  ),
  CocoDetection: manual(
    "no-counterpart",
    "mindspore.dataset.CocoDataset(folder, annotation_file, decode=True) has the columns image, bbox, category_id and iscrowd.",
  ),
  FakeData: manual("no-counterpart", "mindspore.dataset.NumpySlicesDataset of random arrays gives the same."),
  VisionDataset: manual(
    "no-counterpart",
    "Derive from mindspore.dataset.dataloader.Dataset, and keep root and transform yourself.",
  ),
  "vision.VisionDataset": manual(
    "no-counterpart",
    "Derive from mindspore.dataset.dataloader.Dataset, and keep root and transform yourself.",
  ),
  "folder.default_loader": manual("no-counterpart", 'Write PIL.Image.open(path).convert("RGB").'),
});

const model = (name: string): Mapping =>
  manual(
    "no-counterpart",
    `MindSpore has no models of its own: mindcv.create_model("${name}", pretrained=True) of the package mindcv.`,
  );

/** Models. */
export const VISION_MODELS = defineNamespace("torchvision", {
  __version__: manual(
    "internal",
    "What holds for a version of torchvision says nothing of MindSpore: keep the branch for a new one.",
  ),
  models: manual(
    "holder",
    "The module is used as a value: mindcv.create_model(name, pretrained=True) makes a model by its name.",
  ),
  "models.__dict__": manual(
    "internal",
    "Models are made by name: mindcv.create_model(name, pretrained=True) of the package mindcv.",
  ),
  "models.resnet18": model("resnet18"),
  "models.resnet34": model("resnet34"),
  "models.resnet50": model("resnet50"),
  "models.resnet101": model("resnet101"),
  "models.resnet152": model("resnet152"),
  "models.resnet.resnet18": model("resnet18"),
  "models.resnet.resnet50": model("resnet50"),
  "models.vgg16": model("vgg16"),
  "models.vgg19": model("vgg19"),
  "models.densenet121": model("densenet121"),
  "models.inception_v3": model("inception_v3"),
});

const AREA = "(boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])";
const SUPPRESS =
  "ops.NMSWithMask(threshold) takes boxes and scores as one tensor of five columns, sorted by score, and returns boxes, indices and a mask of those to keep";
const IMAGES = "Lay the images out in a NumPy array of bytes with channels last";

/** Boxes, and pictures of tensors. */
export const VISION_TOOLS = defineNamespace("torchvision", {
  "ops.nms": manual("no-counterpart", `${SUPPRESS}.`),
  "ops.boxes.nms": manual("no-counterpart", `${SUPPRESS}.`),
  "ops.batched_nms": manual(
    "no-counterpart",
    `${SUPPRESS}; add class * boxes.max() to the boxes first, so that classes stay apart.`,
  ),
  "ops.boxes.batched_nms": manual(
    "no-counterpart",
    `${SUPPRESS}; add class * boxes.max() to the boxes first, so that classes stay apart.`,
  ),
  "ops.box_area": manual("no-counterpart", `Write ${AREA}.`),
  "ops.boxes.box_area": manual("no-counterpart", `Write ${AREA}.`),
  "ops.roi_align": manual(
    "no-counterpart",
    "ops.ROIAlign(height, width, spatial_scale, sample_num)(features, rois) takes the boxes with the image's number in front.",
  ),
  "utils.make_grid": manual("no-counterpart", `${IMAGES}: numpy.concatenate of rows.`),
  "utils.save_image": manual("no-counterpart", `${IMAGES}, and write PIL.Image.fromarray(grid).save(path).`),
  "io.read_image": manual(
    "no-counterpart",
    "PIL.Image.open(path), and numpy.asarray with channels last, give the same bytes.",
  ),
});
