import { certain, instance, literal, type Typed, weaken } from "./kinds.ts";
import { kindOfAnnotation } from "./torch-annotations.ts";

const kinds = (groups: Readonly<Record<string, string>>): ReadonlyMap<string, Typed | undefined> =>
  new Map(
    Object.entries(groups).flatMap(([annotation, names]) => {
      const typed = kindOfAnnotation(annotation);
      return names.split(" ").map((name) => [name, typed] as const);
    }),
  );

/** What methods of a layer give that its stubs do not say, or say of all classes at once. */
const MODULE_METHODS = kinds({
  "Iterator[Module]": "modules children",
  "Iterator[tuple[str, Module]]": "named_modules named_children",
  "Iterator[Parameter]": "parameters",
  "Iterator[tuple[str, Parameter]]": "named_parameters",
  "Iterator[Tensor]": "buffers",
  "Iterator[tuple[str, Tensor]]": "named_buffers",
  "dict[str, Parameter]": "state_dict", // tensors in torch, the parameters themselves in MindSpore
  Module: "get_submodule",
  Parameter: "get_parameter",
  Tensor: "get_buffer",
});

/** What a method of a torch Module gives that every layer has. */
export const moduleMethod = (name: string): Typed | undefined => MODULE_METHODS.get(name);

const DISTRIBUTION_METHODS = kinds({
  Tensor: "log_prob sample rsample sample_n entropy cdf icdf perplexity enumerate_support",
});
const DISTRIBUTION_ATTRIBUTES = kinds({ Size: "batch_shape event_shape", Tensor: "mean mode variance stddev" });

/** Attributes that one class of distributions has and another has not: parameters, which are tensors. */
const DISTRIBUTION_PARAMETERS =
  /^(loc|scale|probs|logits|rate|concentration|concentration[01]|covariance_matrix|precision_matrix|scale_tril|df|low|high|total_count)$/;

const isDistribution = (of: string): boolean =>
  /^torch\.distributions\.([A-Z]|\w+\.[A-Z])/.test(of) && !/Transform|constraint/.test(of);

/** What an attribute of an object of torch's gives, where the listing of torch's names does not say it. */
export function torchAttribute(of: string, name: string): Typed | undefined {
  if (isDistribution(of))
    return DISTRIBUTION_PARAMETERS.test(name) ? instance("torch.Tensor") : DISTRIBUTION_ATTRIBUTES.get(name);
  if (/^torch\.optim\.[A-Z]/.test(of)) return OPTIMIZER_ATTRIBUTES.get(name);
  if (name === "saved_tensors" && /^torch\.autograd\.function\./.test(of))
    return certain({ is: "collection", item: instance("torch.Tensor") });
  if (of === "torch.nn.Module") return MODULE_ATTRIBUTES.get(name);
  return of === "torch.device" ? DEVICE_ATTRIBUTES.get(name) : undefined;
}

const MODULE_ATTRIBUTES = kinds({ "dict[str, Module]": "_modules", "dict[str, Parameter]": "_parameters" });

const BY_NAME = certain({ is: "collection", key: literal("str"), keyed: true });
const PARAMETERS = certain({ is: "collection", item: instance("torch.nn.Parameter", "likely") });
const GROUP = certain({
  is: "collection",
  key: literal("str"),
  keyed: true,
  entries: new Map([["params", PARAMETERS]]),
});
const OPTIMIZER_ATTRIBUTES = new Map([
  ["param_groups", certain({ is: "collection", item: GROUP })],
  ["state", certain({ is: "collection", keyed: true, item: weaken(BY_NAME, "likely") })],
  ["defaults", BY_NAME],
]);
const DEVICE_ATTRIBUTES = new Map([
  ["type", literal("str")],
  ["index", literal("int")],
]);

/** What a method of an object of torch's gives, where the listing of torch's names does not say it. */
export const torchMethod = (of: string, name: string): Typed | undefined =>
  isDistribution(of) ? DISTRIBUTION_METHODS.get(name) : weaken(KEYED_METHODS.get(of)?.get(name), "likely");

/** Anything could be put into these, but layers and parameters are. */
const KEYED_METHODS: ReadonlyMap<string, ReadonlyMap<string, Typed | undefined>> = new Map([
  ["torch.nn.ModuleDict", keyed("Module")],
  ["torch.nn.ParameterDict", keyed("Parameter")],
]);

function keyed(item: string): ReadonlyMap<string, Typed | undefined> {
  return kinds({
    "Iterator[str]": "keys",
    [`Iterator[${item}]`]: "values",
    [`Iterator[tuple[str, ${item}]]`]: "items",
    [item]: "pop",
  });
}
