/** A qualified name as people say it: `nn.Dropout`, `F.relu`, `ops.relu`, `Tensor.view`. */
export function shortName(qualified: string): string {
  for (let dot = qualified.lastIndexOf("."); dot > 0; dot = qualified.lastIndexOf(".", dot - 1)) {
    const short = SHORT.get(qualified.slice(0, dot + 1));
    if (short !== undefined) return short + qualified.slice(dot + 1);
  }
  return qualified;
}

/** By the module, of which the longest that a name begins with counts. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["torch.nn.functional.", "F."],
  ["torch.nn.init.", "nn.init."],
  ["torch.nn.", "nn."],
  ["torch.optim.lr_scheduler.", "lr_scheduler."],
  ["torch.optim.", "optim."],
  ["torch.utils.data.", "data."],
  ["torch.Tensor.", "Tensor."],
  ["mindspore.experimental.optim.lr_scheduler.", "optim.lr_scheduler."],
  ["mindspore.experimental.optim.", "optim."],
  ["mindspore.dataset.dataloader.", "dataloader."],
  ["mindspore.common.initializer.", "initializer."],
  ["mindspore.Tensor.", "Tensor."],
  ["mindspore.nn.", "nn."],
  ["mindspore.ops.", "ops."],
  ["mindspore.", "ms."],
]);

/** A text of code cut to a length that fits a title. */
export function cut(text: string, length = 60): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
