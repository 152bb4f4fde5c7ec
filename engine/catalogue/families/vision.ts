import { familiesOf } from "../mapping.ts";

/** torchvision. */
export const VISION = [
  ...familiesOf("no-counterpart", {
    "torchvision.models":
      "MindSpore has no models of its own: mindcv.create_model(name, pretrained=True) of the package mindcv has the same architectures.",
    "torchvision.models.detection":
      "MindSpore has no models of its own: the packages mindyolo and mindcv have detectors.",
    "torchvision.datasets":
      "Read the files in a class with __getitem__ and __len__, for mindspore.dataset.GeneratorDataset or its DataLoader.",
    "torchvision.ops": "Write it in ops: MindSpore has ops.NMSWithMask, ops.ROIAlign and ops.iou of this kind.",
    "torchvision.tv_tensors": "Images, boxes and masks are plain tensors in MindSpore.",
    "torchvision.io": "Read by PIL.Image.open or imageio, and numpy.asarray.",
    "torchvision.utils": "Draw by PIL.ImageDraw or matplotlib on NumPy arrays of bytes with channels last.",
    torchvision:
      "MindSpore has no package beside it of this kind: the package mindcv has models, mindspore.dataset has data sets and transforms.",
  }),
  ...familiesOf("differs", {
    "torchvision.transforms":
      "mindspore.dataset.vision has transforms of NumPy arrays under like names; of tensors, write the operation in ops.",
    "torchvision.transforms.v2":
      "mindspore.dataset.vision has transforms of NumPy arrays under like names; boxes and masks are transformed by one's own code.",
    "torchvision.transforms.functional":
      "A transform of mindspore.dataset.vision, called as Resize(size)(image), is applied at once, to a NumPy array with channels last.",
  }),
];
