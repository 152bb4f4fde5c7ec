import { instance, literal, type Typed } from "./kinds.ts";

/** `torch.float32` and the like: attributes of modules that are values, not functions. */
export function resultOfAttribute(name: string): Typed | undefined {
  if (/^(torch|torchvision|mindspore)\.__version__$/.test(name)) return literal("str");
  if (
    /^torch\.(float|double|half|bfloat16|int|long|short|bool|uint|complex|cfloat|qint)\w*$/.test(name) &&
    DTYPES.test(name)
  )
    return instance("torch.dtype");
  return MINDSPORE_DTYPES.test(name) ? instance("torch.dtype") : undefined;
}

const MINDSPORE_DTYPES =
  /^mindspore\.(float(16|32|64)?|bfloat16|half|double|u?int(8|16|32|64)?|long|bool_?|complex(64|128))$/;

const DTYPES =
  /^torch\.(float(16|32|64)?|double|half|bfloat16|u?int(8|16|32|64)|int|long|short|bool|complex(32|64|128)|cfloat|cdouble|qint8|quint8|qint32)$/;
