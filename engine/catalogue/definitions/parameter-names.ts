import { define } from "../definition.ts";

export const NAMED_PARAMETERS = define(`def named_parameters(cell):
    """The parameters of a cell by PyTorch's names, weight and bias in a norm, weight in an embedding; no running statistics."""
    renamed, seen = {"gamma": "weight", "beta": "bias", "embedding_table": "weight", "w": "weight"}, set()
    for path, part in cell.cells_and_names():
        is_layer = any(base.__module__.startswith("mindspore.nn.layer") for base in type(part).__mro__)
        for name, parameter in part.parameters_and_names(expand=False):
            if id(parameter) in seen or (is_layer and name.startswith("moving_")):
                continue
            seen.add(id(parameter))
            name = renamed.get(name, name) if is_layer else name
            yield f"{path}.{name}".replace(".bn2d.", ".").removeprefix("."), parameter
`);
