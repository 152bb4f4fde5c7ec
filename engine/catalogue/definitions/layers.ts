import { define } from "../definition.ts";

export const LINEAR = define(`class Linear(ms.nn.Dense):
    """A dense layer that takes PyTorch's arguments."""

    def __init__(self, in_features, out_features, bias=True):
        super().__init__(in_features, out_features, has_bias=bias)
`);

export const PADDED_EMBEDDING = define(`class PaddedEmbedding(ms.nn.Embedding):
    """An embedding whose row at padding_idx is not trained: MindSpore's own would be."""

    def __init__(self, num_embeddings, embedding_dim, padding_idx):
        row = padding_idx % num_embeddings
        table = ms.ops.randn(num_embeddings, embedding_dim)
        table[row] = 0
        super().__init__(num_embeddings, embedding_dim, embedding_table=table, padding_idx=row)
        self.padding_row = row

    def construct(self, ids):
        rows = super().construct(ids)
        return ms.ops.where((ids == self.padding_row).unsqueeze(-1), ms.ops.stop_gradient(rows), rows)
`);

export const MODULE_DICT = define(`class ModuleDict(ms.nn.CellDict):
    """A dictionary of cells of any kind: MindSpore's own refuses those that hold others."""

    def __init__(self, modules=None):
        super().__init__()
        self.update(modules or {})

    def _validate_cell_type(self, cell):
        assert isinstance(cell, ms.nn.Cell)
`);

export const ADD_MODULE = define(`def add_module(cell, name, module):
    """Adds a child under a name; one of a SequentialCell is run after those before it."""
    known = [parameter.name[:-len(path)] for path, parameter in cell.parameters_and_names()]
    setattr(cell, name, module)
    module.update_parameters_name(known[0] if known else "")
    if isinstance(cell, ms.nn.SequentialCell):
        cell.cell_list = list(cell.cells())
`);

export const ATTENTION_LAYER = define(`class MultiheadAttention(ms.nn.MultiheadAttention):
    """Attention whose inputs may be given by name, and which gives a pair also where no weights are needed."""

    def __init__(self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False):
        super().__init__(embed_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim, vdim, batch_first)

    def __call__(self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True, is_causal=False):
        result = super().__call__(query, key, value, key_padding_mask, need_weights, attn_mask, average_attn_weights)
        return result if need_weights else (result[0], None)
`);

export const WEIGHT_OF = define(`def weight_of(cell):
    """The weight of a layer of any kind: MindSpore calls it gamma in a norm, and embedding_table in an embedding."""
    return next((getattr(cell, name) for name in ("gamma", "embedding_table", "weight") if hasattr(cell, name)), None)
`);

export const BIAS_OF = define(`def bias_of(cell):
    """The bias of a layer of any kind: MindSpore calls it beta in a norm."""
    return cell.beta if hasattr(cell, "beta") else getattr(cell, "bias", None)
`);

/** All of them. */
export const LAYERS = [LINEAR, PADDED_EMBEDDING, MODULE_DICT, ADD_MODULE, ATTENTION_LAYER, WEIGHT_OF, BIAS_OF];
