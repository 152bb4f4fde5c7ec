import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual } from "./entries.ts";

/** torch's functions are there twice: the plain name takes fewer arguments than the one of torch.nn.functional. */
const functional = (name: string): Mapping =>
  manual("alias", `Write torch.nn.functional.${name}, whose verdict counts: torch.${name} is the kernel below it.`);
const assigned = (name: string): Mapping =>
  manual("in-place", `Write x = torch.${name.slice(0, -1)}(x, ...), or x[:] = ... where another name sees the change.`);
const copied = (name: string): Mapping =>
  manual("alias", `Write torch.${name.slice(0, -5)}(...).clone(), which is rewritten.`);
const kernel = (): Mapping =>
  manual(
    "internal",
    "It is a kernel that torch's layers call: write the layer, or its function in torch.nn.functional.",
  );
const scripted = (): Mapping =>
  manual("compiler", "It is a part of torch's compiler: MindSpore's ms.jit shows none of its parts.");
const typeOfCompiler = (): Mapping =>
  manual("compiler", "It is a type of torch's compiler: MindSpore's ms.jit infers types and shows none.");
const storage = (): Mapping =>
  manual("internal", "MindSpore has no storages: ms.Tensor.from_numpy(array) holds the numbers of an array.");
const noDtype = (name: string): Mapping =>
  manual(
    "no-counterpart",
    `MindSpore computes nothing in ${name}: the nearest dtype is float16 or an integer of more bits.`,
  );
const quantized = (): Mapping =>
  manual("quantized", "MindSpore's models are quantized by the package mindspore_gs (golden-stick).");
const sparse = (): Mapping =>
  manual(
    "sparse",
    "MindSpore's sparse tensors are ms.COOTensor(indices, values, shape) and ms.CSRTensor(indptr, indices, values, shape).",
  );
const symbolic = (): Mapping =>
  manual("compiler", "Sizes are plain numbers in MindSpore: write Python's own operation.");

/** What hangs directly on torch and is for its own use, or is said better otherwise. */
export const TORCH_INTERNALS = defineNamespace("torch", {
  ...each(
    "adaptive_avg_pool1d adaptive_max_pool1d alpha_dropout avg_pool1d batch_norm binary_cross_entropy_with_logits conv1d conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d cosine_embedding_loss ctc_loss dropout embedding embedding_bag feature_alpha_dropout group_norm hinge_embedding_loss instance_norm kl_div layer_norm margin_ranking_loss max_pool1d max_pool1d_with_indices max_pool2d max_pool3d pairwise_distance poisson_nll_loss rms_norm triplet_margin_loss",
    functional,
  ),
  ...each(
    "abs_ acos_ acosh_ addmv_ alpha_dropout_ arccos_ arccosh_ arcsin_ arcsinh_ arctan_ arctanh_ as_strided_ asin_ asinh_ atan_ atanh_ ceil_ celu_ clamp_ clamp_max_ clamp_min_ clip_ conj_physical_ cos_ cosh_ deg2rad_ detach_ dropout_ embedding_renorm_ erf_ erfc_ exp2_ exp_ expm1_ feature_alpha_dropout_ feature_dropout_ fill_ fix_ floor_ frac_ gcd_ i0_ index_put_ lcm_ ldexp_ log10_ log1p_ log2_ log_ logit_ nan_to_num_ neg_ negative_ rad2deg_ reciprocal_ relu_ resize_as_ round_ rrelu_ rsqrt_ selu_ sigmoid_ sin_ sinc_ sinh_ sqrt_ square_ tan_ tanh_ threshold_ trunc_ xlogy_ zero_",
    assigned,
  ),
  ...each(
    "alias_copy as_strided_copy detach_copy diagonal_copy expand_copy permute_copy select_copy slice_copy split_copy split_with_sizes_copy squeeze_copy t_copy transpose_copy unbind_copy unfold_copy unsqueeze_copy view_as_complex_copy view_as_real_copy view_copy",
    copied,
  ),
  ...each(
    "affine_grid_generator batch_norm_backward_elemt batch_norm_backward_reduce batch_norm_elemt batch_norm_gather_stats batch_norm_gather_stats_with_counts batch_norm_stats batch_norm_update_stats constant_pad_nd convolution cudnn_affine_grid_generator cudnn_batch_norm cudnn_convolution cudnn_convolution_add_relu cudnn_convolution_relu cudnn_convolution_transpose cudnn_grid_sampler cudnn_is_acceptable feature_dropout grid_sampler grid_sampler_2d grid_sampler_3d gru gru_cell lstm lstm_cell miopen_batch_norm miopen_convolution miopen_convolution_add_relu miopen_convolution_relu miopen_convolution_transpose miopen_ctc_loss miopen_depthwise_convolution miopen_rnn mkldnn_adaptive_avg_pool2d mkldnn_convolution mkldnn_linear_backward_weights mkldnn_max_pool2d mkldnn_max_pool3d mkldnn_rnn_layer native_batch_norm native_channel_shuffle native_dropout native_group_norm native_layer_norm native_norm rnn_relu rnn_relu_cell rnn_tanh rnn_tanh_cell slice_inverse ConvBackend BatchNormBackend",
    kernel,
  ),
  ...each(
    "AggregationType AliasDb AliasInfo Argument BenchmarkConfig BenchmarkExecutionStats Block BufferDict CONV_BN_FUSION CallStack CapturedTraceback ClassDef CompilationUnit ConcreteModuleTypeBuilder Decl Def DeserializationStorageContext DispatchKey DispatchKeySet ErrorReport FUSE_ADD_RELU FileCheck FunctionSchema Graph GraphExecutorState HOIST_CONV_PACKED_PARAMS INSERT_FOLD_PREPACK_OPS IODescriptor IValue Ident JITException LiteScriptModule LockingLogger LoggerBase Module ModuleDict Node NoopLogger PRIVATE_OPS ParameterDict ParamsSpec PyTorchFileReader PyTorchFileWriter REMOVE_DROPOUT ScriptDict ScriptFunction ScriptList ScriptMethod ScriptModule ScriptModuleSerializer ScriptObject SerializationStorageContext ShapesSpec SourceRange Tag ThroughputBenchmark TracingState TreeView Use VULKAN_AUTOMATIC_GPU_TRANSFER Value classes cond fork gather_traceback import_ir_module import_ir_module_from_buffer is_vulkan_available merge_type_from_type_comment parse_ir parse_schema parse_type_comment symbolize_tracebacks unify_type_list wait while_loop",
    scripted,
  ),
  ...each(
    "AnyType AwaitType BoolType ClassType ComplexType ConcreteModuleType DeviceObjType DictType EnumType FloatType FutureType InferredType IntType InterfaceType JitType ListType NoneType NumberType OptionalType RRefType StreamObjType StringType SymBoolType SymIntType TensorType TupleType Type UnionType",
    typeOfCompiler,
  ),
  ...each(
    "BFloat16Storage BoolStorage ByteStorage CharStorage ComplexDoubleStorage ComplexFloatStorage DoubleStorage FloatStorage HalfStorage IntStorage LongStorage QInt32Storage QInt8Storage QUInt2x4Storage QUInt4x2Storage QUInt8Storage ShortStorage StorageBase TypedStorage UntypedStorage is_storage",
    storage,
  ),
  ...each(
    "bits16 bits1x8 bits2x4 bits4x2 bits8 chalf complex32 float4_e2m1fn_x2 float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu",
    noDtype,
  ),
  ...each(
    "choose_qparams_optimized dequantize empty_quantized fake_quantize_per_channel_affine fake_quantize_per_tensor_affine fbgemm_linear_fp16_weight fbgemm_linear_fp16_weight_fp32_activation fbgemm_linear_int8_weight fbgemm_linear_int8_weight_fp32_activation fbgemm_linear_quantize_weight fbgemm_pack_gemm_matrix_fp16 fbgemm_pack_quantized_matrix fused_moving_avg_obs_fake_quant int_repr per_channel_affine per_channel_affine_float_qparams per_channel_symmetric per_tensor_affine per_tensor_symmetric q_per_channel_axis q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point qint32 qint8 qscheme quantize_per_channel quantize_per_tensor quantize_per_tensor_dynamic quantized_batch_norm quantized_gru quantized_gru_cell quantized_lstm quantized_lstm_cell quantized_max_pool1d quantized_max_pool2d quantized_max_pool3d quantized_rnn_relu_cell quantized_rnn_tanh_cell quint2x4 quint4x2 quint8",
    quantized,
  ),
  ...each(
    "ccol_indices_copy col_indices_copy crow_indices_copy dsmm hsmm hspmm indices_copy jagged layout resize_as_sparse_ row_indices_copy saddmm smm sparse_bsc sparse_bsc_tensor sparse_bsr sparse_bsr_tensor sparse_compressed_tensor sparse_coo sparse_csc sparse_csc_tensor sparse_csr sparse_csr_tensor sspaddmm values_copy",
    sparse,
  ),
  ...each(
    "SymBool SymFloat SymInt sym_constrain_range sym_constrain_range_for_size sym_float sym_fresh_size sym_int sym_ite sym_max sym_min sym_not sym_sqrt sym_sum",
    symbolic,
  ),
});
