import { define } from "../definition.ts";

export const SAVE = define(`def save(obj, f):
    """Writes an object, with the tensors in it, to a file that load reads."""
    import pickle

    with open(f, "wb") as file:
        pickle.dump(obj, file)
`);

export const LOAD = define(`def load(f):
    """Reads the object that save has written to a file."""
    import pickle

    with open(f, "rb") as file:
        return pickle.load(file)
`);

export const LOAD_STATE_DICT = define(`def load_state_dict(model, state, strict=True):
    """Writes a state into the tensors that a model has: an optimizer that has run goes on with them."""
    own = model.state_dict()
    missing, unexpected = [name for name in own if name not in state], [name for name in state if name not in own]
    if strict and missing + unexpected:
        raise RuntimeError(f"Missing: {missing}, unexpected: {unexpected}")
    for name in own:
        if name in state:
            ms.ops.assign(own[name], state[name])
    return missing, unexpected
`);

export const OPTIMIZER_STATE = define(`def optimizer_state(optimizer):
    """What an optimizer keeps of each parameter, and its learning rates."""
    weights = {id(parameter) for parameter in optimizer.parameters}
    kept = {name: value for name, value in optimizer.parameters_dict().items() if id(value) not in weights}
    return {"state": kept, "rates": [float(group["lr"]) for group in optimizer.param_groups]}
`);

export const LOAD_OPTIMIZER_STATE = define(`def load_optimizer_state(optimizer, state):
    """Gives an optimizer the state that optimizer_state has told."""
    own = optimizer.parameters_dict()
    for name, value in state["state"].items():
        ms.ops.assign(own[name], value)
    for group, rate in zip(optimizer.param_groups, state["rates"]):
        ms.ops.assign(group["lr"], rate)
`);

export const SCHEDULER_STATE = define(`def scheduler_state(scheduler):
    """The numbers that a scheduler counts by."""
    return {name: value for name, value in vars(scheduler).items() if isinstance(value, (int, float, ms.Parameter))}
`);

export const LOAD_SCHEDULER_STATE = define(`def load_scheduler_state(scheduler, state):
    """Gives a scheduler the numbers that scheduler_state has told; its rates are the optimizer's."""
    for name, value in state.items():
        own = getattr(scheduler, name)
        if isinstance(own, ms.Parameter):
            ms.ops.assign(own, value)
        else:
            setattr(scheduler, name, value)
`);

/** Checkpoints that hold more than a model. */
export const CHECKPOINTS = [
  SAVE,
  LOAD,
  LOAD_STATE_DICT,
  OPTIMIZER_STATE,
  LOAD_OPTIMIZER_STATE,
  SCHEDULER_STATE,
  LOAD_SCHEDULER_STATE,
];
