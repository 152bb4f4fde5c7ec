/** Module paths whose names are followed; everything else that is imported is foreign and stays silent. */
const FRAMEWORKS = new Set(["torch", "torchvision", "torch_npu", "mindspore"]);

/** The framework a qualified name belongs to, or undefined for foreign names. */
export function frameworkOf(name: string): string | undefined {
  const dot = name.indexOf(".");
  const root = dot < 0 ? name : name.slice(0, dot);
  return FRAMEWORKS.has(root) ? root : undefined;
}

/** Whether a name is torch's own or of a package that lives on torch (torchvision, torch_npu). */
export const isTorchName = (name: string): boolean => TORCH.test(name);

const TORCH = /^torch(vision|_npu)?(\.|$)/;

export const isMindSporeName = (name: string): boolean => name === "mindspore" || name.startsWith("mindspore.");

/** Whether a text has the name of either framework in it. */
export const mentionsFramework = (text: string): boolean => text.includes("torch") || text.includes("mindspore");
