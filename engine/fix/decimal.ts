/** `1 - value` of a decimal literal, exactly: `0.1` → `0.9`, `1e-3` → `0.999`. Undefined for anything but plain decimals. */
export function complement(literal: string): string | undefined {
  const match = /^(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(literal.replaceAll("_", ""));
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const exponent = Number(match[3] ?? 0);
  const digits = (match[1] + match[2]).replace(/^0+(?=\d)/, "");
  const scale = match[2].length - exponent;
  if (Math.abs(scale) > 30) return undefined;
  const [value, places] = scale < 0 ? [BigInt(digits) * 10n ** BigInt(-scale), 0] : [BigInt(digits), scale];
  const result = 10n ** BigInt(places) - value;
  const sign = result < 0n ? "-" : "";
  const text = (result < 0n ? -result : result).toString().padStart(places + 1, "0");
  const whole = text.slice(0, text.length - places);
  const fraction = text.slice(text.length - places).replace(/0+$/, "");
  return `${sign}${whole}.${fraction || "0"}`;
}
