import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

const TOGETHER = "processes that work together cannot be proven here";

/** MindSpore's functions of the same name, which also work in place and take the same arguments. */
const same = (name: string, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.mint.distributed.${name}`,
  since: "2.7",
  unsafe: TOGETHER,
  ...mapping,
});
const NO_GROUP_RANK = { refuse: true, why: "Give the rank in the whole, not in the group." } as const;

const STRING = "A group goes by its name, a string, in MindSpore";
const START = "Start the processes by msrun --worker_num=8 --local_worker_num=8 train.py";
const RPC = "MindSpore calls no functions in other processes: start all alike by msrun and exchange tensors.";

/** Processes that work together; groups, ranks and what is sent between them. */
export const DISTRIBUTED = defineNamespace("torch.distributed", {
  init_process_group: {
    to: "mindspore.communication.init",
    parameters: Object.fromEntries(
      "backend init_method timeout world_size rank store group_name pg_options device_id _ranks"
        .split(" ")
        .map((name) => [name, { drop: true } as const]),
    ),
    unsafe: "the processes must be started by msrun, which tells each its rank",
    note: `${START}.`,
  },
  destroy_process_group: same("destroy_process_group"),
  is_available: same("is_available"),
  is_initialized: same("is_initialized"),
  is_nccl_available: manual("distributed", 'Write ms.get_context("device_target") != "CPU".'),
  get_rank: same("get_rank"),
  get_world_size: same("get_world_size"),
  get_backend: same("get_backend"),
  new_group: same("new_group", {
    parameters: { device_id: { drop: true }, sort_ranks: { drop: ["True"] } },
    note: `${STRING}.`,
  }),
  barrier: same("barrier", {
    signatures: { torch: "(group=None, async_op=False, device_ids=None, timeout=None)" },
    parameters: { timeout: { drop: true } },
  }),
  all_reduce: same("all_reduce"),
  all_gather: same("all_gather"),
  all_gather_object: same("all_gather_object"),
  all_gather_into_tensor: same("all_gather_into_tensor"),
  all_to_all: same("all_to_all"),
  all_to_all_single: same("all_to_all_single"),
  broadcast: same("broadcast", { parameters: { group_src: NO_GROUP_RANK } }),
  broadcast_object_list: same("broadcast_object_list", { parameters: { group_src: NO_GROUP_RANK } }),
  gather: same("gather", { parameters: { group_dst: NO_GROUP_RANK } }),
  gather_object: same("gather_object", { parameters: { group_dst: NO_GROUP_RANK } }),
  reduce: same("reduce", { parameters: { group_dst: NO_GROUP_RANK } }),
  reduce_scatter: same("reduce_scatter"),
  send: same("send", { parameters: { group_dst: NO_GROUP_RANK } }),
  recv: same("recv", { parameters: { group_src: NO_GROUP_RANK } }),
  ProcessGroup: manual("distributed", `${STRING}: write str.`),
  "ReduceOp.AVG": manual("distributed", "Not every device averages in MindSpore: sum, and divide by get_world_size()."),
  "ReduceOp.BAND": manual(
    "distributed",
    "MindSpore reduces no bits: gather the tensors, and combine them by ops.bitwise_and.",
  ),
  "ReduceOp.BOR": manual(
    "distributed",
    "MindSpore reduces no bits: gather the tensors, and combine them by ops.bitwise_or.",
  ),
  "ReduceOp.BXOR": manual(
    "distributed",
    "MindSpore reduces no bits: gather the tensors, and combine them by ops.bitwise_xor.",
  ),
  init_device_mesh: manual(
    "distributed",
    'MindSpore describes devices by a layout: ms.Layout((2, 4), ("data", "model")), for ms.parallel.shard.',
  ),
  "optim.DistributedOptimizer": manual("distributed", RPC),
  "optim.ZeroRedundancyOptimizer": manual(
    "distributed",
    "MindSpore shares an optimizer's state in graphs: AutoParallel(net).hsdp() of ms.parallel.auto_parallel.",
  ),
  "rpc.init_rpc": manual("distributed", RPC),
  "rpc.rpc_async": manual("distributed", RPC),
  "rpc.rpc_sync": manual("distributed", RPC),
  "rpc.remote": manual("distributed", RPC),
  "rpc.shutdown": manual("distributed", RPC),
  "rpc.TensorPipeRpcBackendOptions": manual("distributed", RPC),
});

/** Models in several processes. */
export const PARALLEL = defineNamespace("torch.nn", {
  "SyncBatchNorm.convert_sync_batchnorm": manual(
    "no-counterpart",
    "Layers are not exchanged afterwards: write nn.SyncBatchNorm(n, momentum=0.9) where the model is built; it runs on Ascend.",
  ),
});

/** Processes that Python starts. */
export const PROCESSES = defineNamespace("torch.multiprocessing", {
  spawn: manual("distributed", `${START}: each runs the script from its start, and get_rank() tells them apart.`),
});
