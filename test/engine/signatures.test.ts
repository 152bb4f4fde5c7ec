import assert from "node:assert/strict";
import {
  canonicalTorchName,
  formatSignature,
  mindsporeHas,
  mindsporeNameKind,
  mindsporeSignatures,
  torchAttributeType,
  torchNameKind,
  torchSignatures,
} from "../../engine/catalogue/signatures.ts";

/** Known apart from the generated data: a separate reading of 2.10, compared with `inspect` where that tells. */
const MINDSPORE_2_10 = `
nn.Adam(params, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-08, use_locking=False, use_nesterov=False, weight_decay=0.0, loss_scale=1.0, use_amsgrad=False, **kwargs)
nn.AdamWeightDecay(params, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-06, weight_decay=0.0)
nn.SGD(params, learning_rate=0.1, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False, loss_scale=1.0)
nn.Momentum(params, learning_rate, momentum, weight_decay=0.0, loss_scale=1.0, use_nesterov=False)
nn.RMSProp(params, learning_rate=0.1, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False, centered=False, loss_scale=1.0, weight_decay=0.0)
nn.Dropout(keep_prob=0.5, p=None, dtype=mstype.float32)
nn.Dropout2d(p=0.5)
nn.Conv1d(in_channels, out_channels, kernel_size, stride=1, pad_mode='same', padding=0, dilation=1, group=1, has_bias=False, weight_init=None, bias_init=None, dtype=mstype.float32)
nn.Conv2d(in_channels, out_channels, kernel_size, stride=1, pad_mode='same', padding=0, dilation=1, group=1, has_bias=False, weight_init=None, bias_init=None, data_format='NCHW', dtype=mstype.float32)
nn.BatchNorm2d(num_features, eps=1e-05, momentum=0.9, affine=True, gamma_init='ones', beta_init='zeros', moving_mean_init='zeros', moving_var_init='ones', use_batch_statistics=None, data_format='NCHW', dtype=mstype.float32)
nn.Dense(in_channels, out_channels, weight_init=None, bias_init=None, has_bias=True, activation=None, dtype=mstype.float32)
nn.LayerNorm(normalized_shape, begin_norm_axis=-1, begin_params_axis=-1, gamma_init='ones', beta_init='zeros', epsilon=1e-07, dtype=mstype.float32)
nn.Embedding(vocab_size, embedding_size, use_one_hot=False, embedding_table='normal', dtype=mstype.float32, padding_idx=None)
nn.LSTM(*args, **kwargs)
nn.LSTMCell(input_size, hidden_size, has_bias=True, dtype=mstype.float32)
nn.MaxPool2d(kernel_size=1, stride=1, pad_mode='valid', padding=0, dilation=1, return_indices=False, ceil_mode=False, data_format='NCHW')
nn.CrossEntropyLoss(weight=None, ignore_index=-100, reduction='mean', label_smoothing=0.0)
nn.BCEWithLogitsLoss(reduction='mean', weight=None, pos_weight=None)
nn.SmoothL1Loss(beta=1.0, reduction='none')
nn.LeakyReLU(alpha=0.2)
nn.ReLU()
nn.Flatten(start_dim=1, end_dim=-1)
nn.SequentialCell(*args)
nn.Norm(axis=(), keep_dims=False)
ops.flatten(input, order='C', *, start_dim=1, end_dim=-1)
ops.softmax(input, axis=-1, *, dtype=None)
ops.transpose(input, dims)
ops.max(input, axis=None, keepdims=False, *, initial=None, where=None)
ops.pad(input_x, padding, mode='constant', value=None)
ops.einsum(equation, *operands)
ops.rand(*size, dtype=None, seed=None)
ops.meshgrid(*inputs, indexing='xy')
ops.gather(input_params, input_indices, axis, batch_dims=0)
ops.nonzero(input, *, as_tuple=False)
ops.clip_by_global_norm(x, clip_norm=1.0, use_norm=None)
ops.randperm(n, seed=0, offset=0, dtype=mstype.int64)
experimental.optim.Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0, amsgrad=False, *, maximize=False)
experimental.optim.SGD(params, lr, momentum=0, dampening=0, weight_decay=0.0, nesterov=False, *, maximize=False)
experimental.optim.lr_scheduler.StepLR(optimizer, step_size, gamma=0.1, last_epoch=-1)
experimental.optim.lr_scheduler.LinearLR(optimizer, start_factor=1.0 / 3, end_factor=1.0, total_iters=5, last_epoch=-1)
mint.nn.Linear(in_features, out_features, bias=True, weight_init=None, bias_init=None, dtype=None)
mint.nn.Dropout(p=0.5, inplace=False)
mint.nn.LayerNorm(normalized_shape, eps=1e-05, elementwise_affine=True, bias=True, dtype=None)
amp.DynamicLossScaler(scale_value, scale_factor, scale_window)
dataset.dataloader.DistributedSampler(dataset, num_replicas=None, rank=None, shuffle=True, seed=0, drop_last=False)
dataset.vision.ToTensor(output_type=np.float32)
value_and_grad(fn, grad_position=0, weights=None, has_aux=False, return_ids=False, sens_param=False)
save_checkpoint(save_obj, ckpt_file_name, integrated_save=True, async_save=False, append_dict=None, enc_key=None, enc_mode='AES-GCM', choice_func=None, crc_check=False, format='ckpt', **kwargs)
Parameter(default_input, name=None, requires_grad=True, layerwise_parallel=False, parallel_optimizer=True, storage_format='', device=None)
`;

const TORCH_2_13: Record<string, string[]> = {
  "torch.nn.Conv2d": [
    "(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None)",
  ],
  "torch.nn.functional.interpolate": [
    "(input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False) -> Tensor",
  ],
  "torch.linalg.norm": ["(input, ord=None, dim=None, keepdim=False, *, out=None, dtype=None) -> Tensor"],
  "torch.Tensor.view": ["(dtype) -> Tensor", "(size) -> Tensor", "(*size) -> Tensor"],
  "torch.Tensor.max": ["() -> Tensor", "(other) -> Tensor", "(dim, keepdim=False) -> return_types.max"],
  "torch.nn.functional.max_pool2d": [
    "(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False) -> Tensor",
  ],
  "torch.nn.init.uniform": ["(tensor, a=0.0, b=1.0, generator=None) -> Tensor"],
  "torch.nn.Sigmoid": ["()"],
  "torch.nn.Module.train": ["(mode=True) -> Self"],
  "torch.set_default_dtype": ["(d, /) -> None"],
};

const written = (name: string, version: string) =>
  mindsporeSignatures(name, version).map((signature) => formatSignature("", signature));

describe("signatures of MindSpore", () => {
  for (const line of MINDSPORE_2_10.trim().split("\n")) {
    const name = line.slice(0, line.indexOf("("));
    it(`reads ${name}`, () => {
      assert.deepEqual(written(`mindspore.${name}`, "2.10"), [line.slice(name.length)]);
    });
  }

  it("knows what a version does not have yet", () => {
    assert.equal(mindsporeHas("mindspore.dataset.dataloader.DataLoader", "2.7"), false);
    assert.equal(mindsporeHas("mindspore.dataset.dataloader.DataLoader", "2.8"), true);
    assert.equal(mindsporeHas("mindspore.mint.nn.Linear", "2.0"), false);
    assert.equal(mindsporeHas("mindspore.nn.Module", "2.10"), false);
    assert.equal(mindsporeHas("mindspore.constructor", "2.10"), false);
  });

  it("follows a signature through the versions", () => {
    assert.deepEqual(written("mindspore.ops.transpose", "2.7.0"), ["(input, input_perm)"]);
    assert.deepEqual(written("mindspore.ops.transpose", "2.8"), ["(input, dims)"]);
    assert.deepEqual(written("mindspore.nn.Dropout", "1.10"), ["(keep_prob=0.5, dtype=mstype.float32)"]);
    assert.equal(mindsporeHas("mindspore.mint.nn.Linear", "2.5"), true);
    assert.deepEqual(written("mindspore.value_and_grad", "2.0"), [
      "(fn, grad_position=0, weights=None, has_aux=False)",
    ]);
    assert.deepEqual(written("mindspore.nn.Cell.register_forward_hook", "2.9"), [
      "(hook_fn, *, prepend=False, with_kwargs=False)",
    ]);
  });

  it("answers for a version that was not read with the one before it", () => {
    assert.deepEqual(written("mindspore.ops.transpose", "2.4"), written("mindspore.ops.transpose", "2.0"));
    assert.deepEqual(written("mindspore.ops.transpose", "2.11"), ["(input, dims)"]);
    assert.equal(mindsporeHas("mindspore.ops.transpose", "1.9"), true);
  });

  it("reads what only documentation tells", () => {
    assert.deepEqual(written("mindspore.Tensor.transpose", "2.10"), ["(dim0, dim1) -> Tensor", "(*axes) -> Tensor"]);
    assert.deepEqual(written("mindspore.mint.max", "2.10"), [
      "(input) -> Tensor",
      "(input, dim, keepdim=False) -> tuple(Tensor)",
      "(input, other) -> Tensor",
    ]);
  });

  it("tells kinds apart", () => {
    assert.equal(mindsporeNameKind("mindspore.nn.Dense", "2.10"), "class");
    assert.equal(mindsporeNameKind("mindspore.nn.Cell.set_train", "2.10"), "method");
    assert.equal(mindsporeNameKind("mindspore.float32", "2.10"), "attribute");
    assert.equal(mindsporeNameKind("mindspore.dataset.dataloader", "2.10"), "module");
    assert.equal(mindsporeNameKind("mindspore.dataset.dataloader", "2.7"), undefined);
  });
});

describe("signatures of PyTorch", () => {
  for (const [name, expected] of Object.entries(TORCH_2_13)) {
    it(`reads ${name}`, () => {
      assert.deepEqual(
        torchSignatures(name).map((signature) => formatSignature("", signature)),
        expected,
      );
    });
  }

  it("tells kinds apart", () => {
    assert.equal(torchNameKind("torch.no_grad"), "class");
    assert.equal(torchNameKind("torch.cat"), "function");
    assert.equal(torchNameKind("torch.Tensor.view"), "method");
    assert.equal(torchNameKind("torch.float32"), "attribute");
    assert.equal(torchNameKind("torch.nn.functional"), "module");
    assert.equal(torchNameKind("torch.nn.Conv7d"), undefined);
    assert.equal(torchAttributeType("torch.Tensor.shape"), "Size");
    assert.equal(torchAttributeType("torch.cat"), undefined);
  });

  it("gives each thing one name", () => {
    const names = {
      "torch.nn.modules.conv.Conv2d": "torch.nn.Conv2d",
      "torch.nn.modules.Linear": "torch.nn.Linear",
      "torch.nn.parameter.Parameter": "torch.nn.Parameter",
      "torch.utils.data.dataloader.DataLoader": "torch.utils.data.DataLoader",
      "torch.utils.data.dataset.Dataset": "torch.utils.data.Dataset",
      "torch.optim.optimizer.Optimizer": "torch.optim.Optimizer",
      "torch.optim.lr_scheduler._LRScheduler": "torch.optim.lr_scheduler.LRScheduler",
      "torch.nn.parallel.distributed.DistributedDataParallel": "torch.nn.parallel.DistributedDataParallel",
      "torch.serialization.load": "torch.load",
      "torch.nn.modules.module.Module.train": "torch.nn.Module.train",
      "torch.amp.GradScaler.scale": "torch.GradScaler.scale",
      "torch.nn.functional.relu": "torch.nn.functional.relu",
      "torch.relu": "torch.relu",
      "torch.nn.modules.batchnorm._BatchNorm": "torch.nn.modules.batchnorm._BatchNorm",
      "torch.unheard.of": "torch.unheard.of",
    };
    for (const [path, name] of Object.entries(names)) assert.equal(canonicalTorchName(path), name);
    assert.deepEqual(torchSignatures("torch.nn.modules.conv.Conv2d"), torchSignatures("torch.nn.Conv2d"));
    assert.equal(torchNameKind("torch.nn.modules.batchnorm._BatchNorm"), "class");
  });

  it("takes a signature apart", () => {
    const [signature] = torchSignatures("torch.nn.functional.interpolate");
    assert.deepEqual(signature.parameters[3], { name: "mode", kind: "any", default: "'nearest'" });
    assert.equal(signature.returns, "Tensor");
    assert.deepEqual(
      torchSignatures("torch.load")[0].parameters.map(({ name, kind }) => `${name} ${kind}`),
      [
        "f any",
        "map_location any",
        "pickle_module any",
        "weights_only keyword",
        "mmap keyword",
        "pickle_load_args kwargs",
      ],
    );
    assert.equal(torchSignatures("torch.set_default_dtype")[0].parameters[0].kind, "positional");
    assert.equal(torchSignatures("torch.Tensor.view")[2].parameters[0].kind, "varargs");
  });
});
