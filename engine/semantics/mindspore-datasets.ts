import type { Call } from "../syntax/nodes.ts";
import { certain, instance, literal, type Typed } from "./kinds.ts";

/** Whether this is one of MindSpore's datasets, by the qualified name of its class. */
export const isDatasetName = (name: string): boolean => DATASET.test(name);

const DATASET = /^mindspore\.dataset\.\w*Dataset$/;

/** Whether a method of MindSpore's datasets is known to give something. */
export const isDatasetMethod = (of: string, name: string): boolean =>
  isDatasetName(of) && (GIVING_DATASETS.test(name) || Object.hasOwn(ROWS, name));

const GIVING_DATASETS = /^(batch|padded_batch|map|shuffle|repeat|take|skip|project|rename|filter|concat)$/;

const TENSOR = instance("mindspore.Tensor");

/** What `for row in dataset` binds. */
export const DATASET_ROW: Typed = certain({ is: "collection", item: TENSOR });

const ROWS: Readonly<Record<string, Typed>> = {
  create_tuple_iterator: DATASET_ROW,
  create_dict_iterator: certain({ is: "collection", key: literal("str"), item: TENSOR, keyed: true }),
};

/** What such a method gives; rows of arrays where the call asks for them. */
export function datasetResult(of: string, name: string, { arguments: given }: Call): Typed | undefined {
  if (!isDatasetMethod(of, name)) return undefined;
  if (GIVING_DATASETS.test(name)) return instance("mindspore.dataset.Dataset");
  const mayBeArrays = given.length > 1 || given.some((one) => one.form !== "keyword" || one.name !== "num_epochs");
  return mayBeArrays ? undefined : certain({ is: "collection", item: ROWS[name] });
}
