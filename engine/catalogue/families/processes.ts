import { familiesOf } from "../mapping.ts";

/** Processes that work together. */
export const PROCESSES = familiesOf("distributed", {
  "torch.distributed":
    "mint.distributed has torch's names where it has them; else exchange tensors by all_gather and broadcast between processes that msrun starts.",
  "torch.distributed.checkpoint":
    "Each process writes its part by ms.save_checkpoint; ms.parallel.unified_safetensors joins them.",
  "torch.distributed.fsdp":
    'MindSpore shards parameters when it compiles: AutoParallel(net, parallel_mode="semi_auto") of ms.parallel.auto_parallel.',
  "torch.distributed.rpc":
    "MindSpore calls no functions in other processes: start all alike by msrun and exchange tensors.",
  "torch.distributed.tensor":
    "MindSpore splits a layer's work by a strategy: in_strategy=((1, 1), (1, 4)) of Cell.shard, on Ascend.",
  "torch.distributed.optim":
    "MindSpore shares an optimizer's state in graphs: AutoParallel(net).hsdp() of ms.parallel.auto_parallel.",
  "torch.distributed.elastic": "msrun starts the processes, and does not start them anew: leave it out.",
  "torch.distributed.pipelining":
    "nn.PipelineCell(net, micro_size) cuts a batch; Cell.pipeline_stage says where each part runs.",
  "torch.multiprocessing":
    "Start the processes by msrun, or use Python's multiprocessing and send arrays: MindSpore's tensors do not travel.",
  "torch.nn.parallel":
    "The model stays as it is in MindSpore: nn.DistributedGradReducer(optimizer.parameters) averages the gradients.",
  "torch.futures": "concurrent.futures.Future is Python's own.",
});
