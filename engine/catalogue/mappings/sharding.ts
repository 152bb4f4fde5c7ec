import { defineNamespace } from "../mapping.ts";
import { manual } from "./entries.ts";

const SHARDED =
  'MindSpore shards parameters when it compiles: AutoParallel(net, parallel_mode="semi_auto") with hsdp() of ms.parallel.auto_parallel.';
const POLICY = "AutoParallel decides for all parameters alike: leave the policy out.";
const STATE =
  "MindSpore writes each process's part by ms.save_checkpoint and joins them by ms.parallel.unified_safetensors.";
const TENSORS = "MindSpore splits a layer's work by a strategy, in_strategy=((1, 1), (1, 4)) of Cell.shard, on Ascend.";

/** Models whose parameters are spread over processes. */
export const SHARDING = defineNamespace("torch.distributed", {
  "fsdp.FullyShardedDataParallel": manual("distributed", SHARDED),
  "fsdp.fully_shard": manual("distributed", SHARDED),
  "fsdp.ShardingStrategy": manual("distributed", SHARDED),
  "fsdp.ShardingStrategy.FULL_SHARD": manual("distributed", SHARDED),
  "fsdp.ShardingStrategy.NO_SHARD": manual("distributed", SHARDED),
  "fsdp.ShardingStrategy.SHARD_GRAD_OP": manual("distributed", SHARDED),
  "fsdp.wrap.size_based_auto_wrap_policy": manual("distributed", POLICY),
  "fsdp.wrap.transformer_auto_wrap_policy": manual("distributed", POLICY),
  "fsdp.FullyShardedDataParallel.state_dict_type": manual("distributed", STATE),
  "fsdp.FullyShardedDataParallel.optim_state_dict": manual("distributed", STATE),
  "fsdp.FullyShardedDataParallel.optim_state_dict_to_load": manual("distributed", STATE),
  "fsdp.FullyShardedDataParallel.full_optim_state_dict": manual("distributed", STATE),
  "fsdp.FullStateDictConfig": manual("distributed", STATE),
  "fsdp.ShardedStateDictConfig": manual("distributed", STATE),
  "fsdp.ShardedOptimStateDictConfig": manual("distributed", STATE),
  "fsdp.StateDictType.FULL_STATE_DICT": manual("distributed", STATE),
  "fsdp.StateDictType.LOCAL_STATE_DICT": manual("distributed", STATE),
  "fsdp.StateDictType.SHARDED_STATE_DICT": manual("distributed", STATE),
  "checkpoint.FileSystemReader": manual("distributed", STATE),
  "checkpoint.FileSystemWriter": manual("distributed", STATE),
  "tensor.parallel.parallelize_module": manual("distributed", TENSORS),
  "tensor.parallel.ColwiseParallel": manual("distributed", TENSORS),
  "tensor.parallel.RowwiseParallel": manual("distributed", TENSORS),
  "tensor.parallel.SequenceParallel": manual("distributed", TENSORS),
  "tensor.parallel.PrepareModuleInput": manual("distributed", TENSORS),
});
