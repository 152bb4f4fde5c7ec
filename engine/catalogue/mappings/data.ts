import { CONCAT_DATASET, SUBSET } from "../definitions/utilities.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

const SINCE = {
  since: "2.8",
  instead:
    "Before 2.8 a mindspore.dataset.GeneratorDataset(source, column_names, shuffle=...).batch(n) takes the place of Dataset and DataLoader.",
} as const;
const dataloader = (name: string, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.dataset.dataloader.${name}`,
  ...SINCE,
  ...mapping,
});

const SETUP = `from torch.utils.data import BatchSampler, DataLoader, Dataset, DistributedSampler, IterableDataset, RandomSampler, SequentialSampler, TensorDataset, default_collate


class Pairs(Dataset):
    def __len__(self):
        return 5

    def __getitem__(self, index):
        return np.float32(index), index


class Stream(IterableDataset):
    def __iter__(self):
        return iter(range(5))


def batches(loader):
    return [batch for batch in loader]


OPTIONS = {"batch_size": 2, "shuffle": False}`;
const ITEMS = { inputs: ["float32[5,2]"], setup: SETUP, gradient: false } as const;
const LOADED = [
  "batches(DataLoader(Pairs()«|, batch_size=2|, 2|, batch_size=2, shuffle=False|, batch_size=2, drop_last=True|, 2, False|, batch_size=2, shuffle=False, num_workers=0|, batch_size=2, num_workers=0|, batch_size=2, shuffle=False, drop_last=True|, batch_size=2, collate_fn=default_collate|, 2, sampler=SequentialSampler(Pairs())|, batch_sampler=BatchSampler(SequentialSampler(Pairs()), 2, False)»))",
  "batches(DataLoader(dataset=Pairs()«, batch_size=2|, batch_size=2, shuffle=False|, batch_size=2, shuffle=False, num_workers=0»))",
  "len(batches(DataLoader(Pairs(), batch_size=2«, shuffle=True|, shuffle=True, num_workers=0|, shuffle=True, drop_last=True|, shuffle=True, num_workers=0, drop_last=True|, shuffle=True, pin_memory=False»)))",
  "batches(DataLoader(Pairs(), batch_size=2, sampler=SequentialSampler(Pairs())«|, num_workers=0|, drop_last=True|, shuffle=False|, shuffle=False, pin_memory=True|, shuffle=False, num_workers=0, pin_memory=True|, num_workers=0, pin_memory=True, drop_last=True»))",
  "batches(DataLoader(Pairs(), batch_size=2, shuffle=False«, pin_memory=True|, num_workers=0, pin_memory=True|, num_workers=0, collate_fn=default_collate|, num_workers=0, pin_memory=True, drop_last=True|, collate_fn=default_collate»))",
  "batches(DataLoader(Pairs(), **OPTIONS))",
  "batches(DataLoader(Stream(), batch_size=2))",
];

/** Datasets and loaders; MindSpore's, since 2.8, take torch's own arguments. */
export const DATA = defineNamespace("torch.utils.data", {
  DataLoader: dataloader("DataLoader", {
    parameters: {
      generator: { refuse: true, why: "ms.set_seed seeds the order." },
      pin_memory_device: { drop: true },
      timeout: {},
    },
    proof: { ...ITEMS, values: LOADED },
  }),
  Dataset: dataloader("Dataset", { proof: { ...ITEMS, values: ["len(Pairs())"] } }),
  IterableDataset: dataloader("IterableDataset", { proof: { ...ITEMS, values: ["[v for v in Stream()]"] } }),
  TensorDataset: dataloader("TensorDataset", {
    proof: {
      ...ITEMS,
      values: ["TensorDataset(x«|, x»)[1]", "batches(DataLoader(TensorDataset(x, x), batch_size=2))"],
    },
  }),
  Sampler: dataloader("Sampler"),
  RandomSampler: dataloader("RandomSampler", {
    proof: {
      ...ITEMS,
      values: ["len(RandomSampler(Pairs()«|, replacement=True|, num_samples=3|, replacement=True, num_samples=3»))"],
    },
  }),
  SequentialSampler: dataloader("SequentialSampler", {
    proof: { ...ITEMS, values: ["[i for i in SequentialSampler(«|data_source=»Pairs())]"] },
  }),
  BatchSampler: dataloader("BatchSampler", {
    proof: {
      ...ITEMS,
      values: [
        "[b for b in BatchSampler(SequentialSampler(Pairs()), «2, False|2, drop_last=True|batch_size=2, drop_last=False»)]",
      ],
    },
  }),
  DistributedSampler: dataloader("DistributedSampler", {
    proof: {
      ...ITEMS,
      values: [
        "[i for i in DistributedSampler(Pairs(), num_replicas=2, rank=«0|1», shuffle=False«|, drop_last=True»)]",
        "len(DistributedSampler(Pairs(), «2, 0|num_replicas=2, rank=1|num_replicas=2, rank=0, shuffle=True|num_replicas=2, rank=0, drop_last=True»))",
      ],
    },
  }),
  default_collate: dataloader("default_collate", {
    proof: { ...ITEMS, values: ["default_collate([(1.0, 2), (3.0, 4)])"] },
  }),
  get_worker_info: dataloader("get_worker_info"),
  random_split: {
    reason: "no-counterpart",
    instead: "Draw a permutation by numpy.random.permutation(len(dataset)), and make a Dataset of each part's indices.",
  },
  Subset: {
    definition: SUBSET,
    proof: {
      inputs: ["float32[2]"],
      values: ["x * «Subset([1.0, 2.0, 3.0], [2, 0])[0]|len(Subset(dataset=[1.0, 2.0], indices=[1]))»"],
      setup: "from torch.utils.data import Subset",
    },
  },
  ConcatDataset: {
    definition: CONCAT_DATASET,
    proof: {
      inputs: ["float32[2]"],
      values: ["x * ConcatDataset([[1.0, 2.0], [3.0]])[«0|2|-1»]"],
      setup: "from torch.utils.data import ConcatDataset",
    },
  },
  WeightedRandomSampler: {
    reason: "no-counterpart",
    instead: "Write a Sampler that draws by numpy.random.choice(len(weights), n, p=weights / sum(weights)).",
  },
  SubsetRandomSampler: manual("no-counterpart", "Write a Sampler that draws by numpy.random.permutation(indices)."),
  ChainDataset: manual("no-counterpart", "Write an IterableDataset that yields from one after the other."),
});
