"""What is read: the public namespaces of each framework, and the classes whose members count."""

from __future__ import annotations

# Where two namespaces offer the same thing, the shorter name is its own, or else the one listed first.
TORCH = """
torch torch.nn torch.optim torch.nn.attention torch.profiler torch.futures torch.accelerator torch.amp torch.autograd
torch.autograd.forward_ad torch.autograd.function torch.autograd.functional torch.autograd.graph torch.autograd.profiler
torch.backends torch.backends.cuda torch.backends.cudnn torch.backends.mkldnn torch.backends.mps torch.compiler
torch.cuda torch.cuda.amp torch.cuda.nvtx torch.distributed torch.distributed.checkpoint torch.distributed.fsdp
torch.distributed.fsdp.wrap torch.distributed.optim torch.distributed.rpc torch.distributed.tensor.parallel
torch.distributions torch.fft torch.func torch.fx torch.hub torch.jit torch.linalg torch.multiprocessing
torch.nn.functional torch.nn.init torch.nn.parallel torch.nn.utils torch.nn.utils.parametrizations
torch.nn.utils.parametrize torch.nn.utils.prune torch.nn.utils.rnn torch.nn.utils.stateless torch.onnx
torch.optim.lr_scheduler torch.optim.swa_utils torch.random torch.serialization torch.sparse torch.special torch.testing
torch.utils torch.utils.benchmark torch.utils.checkpoint torch.utils.cpp_extension torch.utils.data
torch.utils.data.distributed torch.utils.dlpack torch.utils.hooks torch.utils.model_zoo torch.utils.tensorboard
torch.version
""".split()

TORCH_CLASSES = """
torch.Generator torch.Size torch.Tensor torch.autograd.Function torch.amp.GradScaler torch.cuda.Event torch.cuda.Stream
torch.device torch.distributed.ReduceOp torch.distributed.fsdp.FullyShardedDataParallel
torch.distributed.fsdp.ShardingStrategy torch.distributed.fsdp.StateDictType torch.distributions.Distribution
torch.dtype torch.finfo torch.iinfo torch.nn.Embedding torch.nn.EmbeddingBag torch.nn.Module torch.nn.ModuleDict
torch.nn.ModuleList torch.nn.MultiheadAttention torch.nn.Parameter torch.nn.ParameterDict torch.nn.ParameterList
torch.nn.Sequential torch.nn.SyncBatchNorm torch.nn.attention.SDPBackend torch.nn.parallel.DistributedDataParallel
torch.nn.utils.rnn.PackedSequence torch.optim.LBFGS torch.optim.Optimizer torch.optim.lr_scheduler.LRScheduler
torch.optim.lr_scheduler.ReduceLROnPlateau torch.optim.swa_utils.AveragedModel torch.onnx.TrainingMode
torch.profiler.ProfilerActivity torch.profiler.profile torch.utils.data.DataLoader torch.utils.data.DistributedSampler
torch.utils.data.Sampler torch.utils.tensorboard.SummaryWriter
""".split()

# Where public names are defined, under paths that code spells out.
TORCH_SOURCES = """
torch/*.py torch/amp/*.py torch/autograd/*.py torch/cuda/*.py torch/cuda/amp/*.py torch/distributed/*.py
torch/distributed/fsdp/*.py torch/distributions/*.py torch/jit/*.py torch/nn/*.py torch/nn/modules/*.py
torch/nn/parallel/*.py torch/nn/utils/*.py torch/onnx/*.py torch/optim/*.py torch/profiler/*.py torch/utils/data/*.py
torch/utils/data/_utils/collate.py torch/utils/tensorboard/*.py torch/utils/*.py
""".split()

MINDSPORE = """
mindspore mindspore.amp mindspore.communication mindspore.communication.comm_func mindspore.common.initializer
mindspore.dataset mindspore.dataset.audio mindspore.dataset.dataloader mindspore.dataset.text
mindspore.dataset.transforms mindspore.dataset.vision mindspore.device_context mindspore.device_context.cpu
mindspore.experimental.optim mindspore.experimental.optim.lr_scheduler mindspore.hal mindspore.mint
mindspore.mint.distributed mindspore.mint.linalg mindspore.mint.nn mindspore.mint.nn.functional mindspore.mint.optim
mindspore.mint.special mindspore.multiprocessing mindspore.nn mindspore.numpy mindspore.ops mindspore.parallel
mindspore.parallel.auto_parallel mindspore.parallel.nn mindspore.profiler mindspore.runtime mindspore.train
mindspore.utils
""".split()

MINDSPORE_CLASSES = """
mindspore.Generator mindspore.Parameter mindspore.ParameterTuple mindspore.Tensor mindspore.amp.DynamicLossScaler
mindspore.amp.LossScaler mindspore.amp.StaticLossScaler mindspore.dataset.GeneratorDataset
mindspore.dataset.dataloader.DataLoader mindspore.experimental.optim.Optimizer
mindspore.experimental.optim.lr_scheduler.LRScheduler mindspore.experimental.optim.lr_scheduler.ReduceLROnPlateau
mindspore.nn.Cell mindspore.nn.CellDict mindspore.nn.CellList mindspore.nn.Optimizer mindspore.nn.SequentialCell
mindspore.profiler.Profiler mindspore.train.Model
""".split()

TORCHVISION = """
torchvision torchvision.transforms torchvision.transforms.functional torchvision.transforms.v2
torchvision.transforms.v2.functional torchvision.datasets torchvision.models torchvision.models.detection
torchvision.models.segmentation torchvision.models.video torchvision.models.optical_flow torchvision.models.quantization
torchvision.models.feature_extraction torchvision.ops torchvision.io torchvision.utils torchvision.tv_tensors
""".split()

NAMESPACES = {"torch": TORCH, "torchvision": TORCHVISION, "mindspore": MINDSPORE}
CLASSES = {"torch": TORCH_CLASSES, "torchvision": [], "mindspore": MINDSPORE_CLASSES}
SOURCES = {"torch": TORCH_SOURCES, "torchvision": [], "mindspore": []}
# Plain files that offer what they import.
REEXPORTING = {"mindspore.mint.nn.functional"}
# Modules whose private names code spells out: base classes to test against, fans to compute.
PRIVATE = ("torch.nn.modules.", "torch.nn.init")
