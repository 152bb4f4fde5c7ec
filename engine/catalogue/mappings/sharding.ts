import { defineNamespace, type Mapping } from "../mapping.ts";

const instead = (text: string): Mapping => ({ instead: text });

const SHARDED =
  'MindSpore shards parameters when it compiles: AutoParallel(net, parallel_mode="semi_auto") with hsdp() of ms.parallel.auto_parallel.';
const POLICY = "AutoParallel decides for all parameters alike: leave the policy out.";
const STATE =
  "MindSpore writes each process's part by ms.save_checkpoint and joins them by ms.parallel.unified_safetensors.";
const TENSORS = "MindSpore splits a layer's work by a strategy, in_strategy=((1, 1), (1, 4)) of Cell.shard, on Ascend.";

/** Models whose parameters are spread over processes. */
export const SHARDING = defineNamespace("torch.distributed", {
  "fsdp.FullyShardedDataParallel": instead(SHARDED),
  "fsdp.fully_shard": instead(SHARDED),
  "fsdp.ShardingStrategy": instead(SHARDED),
  "fsdp.ShardingStrategy.FULL_SHARD": instead(SHARDED),
  "fsdp.ShardingStrategy.NO_SHARD": instead(SHARDED),
  "fsdp.ShardingStrategy.SHARD_GRAD_OP": instead(SHARDED),
  "fsdp.wrap.size_based_auto_wrap_policy": instead(POLICY),
  "fsdp.wrap.transformer_auto_wrap_policy": instead(POLICY),
  "fsdp.FullyShardedDataParallel.state_dict_type": instead(STATE),
  "fsdp.FullyShardedDataParallel.optim_state_dict": instead(STATE),
  "fsdp.FullyShardedDataParallel.optim_state_dict_to_load": instead(STATE),
  "fsdp.FullyShardedDataParallel.full_optim_state_dict": instead(STATE),
  "fsdp.FullStateDictConfig": instead(STATE),
  "fsdp.ShardedStateDictConfig": instead(STATE),
  "fsdp.ShardedOptimStateDictConfig": instead(STATE),
  "fsdp.StateDictType.FULL_STATE_DICT": instead(STATE),
  "fsdp.StateDictType.LOCAL_STATE_DICT": instead(STATE),
  "fsdp.StateDictType.SHARDED_STATE_DICT": instead(STATE),
  "checkpoint.FileSystemReader": instead(STATE),
  "checkpoint.FileSystemWriter": instead(STATE),
  "tensor.parallel.parallelize_module": instead(TENSORS),
  "tensor.parallel.ColwiseParallel": instead(TENSORS),
  "tensor.parallel.RowwiseParallel": instead(TENSORS),
  "tensor.parallel.SequenceParallel": instead(TENSORS),
  "tensor.parallel.PrepareModuleInput": instead(TENSORS),
});
