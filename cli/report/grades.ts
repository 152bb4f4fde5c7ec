import { type Analysis, type Finding, singleFix, type Unit, unitFinder, unitsOf } from "#engine";

/** What can be done about a finding: by `fix`, by `fix --unsafe-fixes`, or only by hand. */
export type Grade = "safe" | "unsafe" | "manual";

/** Grades findings of a file without rewriting it: a repair is as safe as everything else in its unit. */
export function gradesOf(analysis: Analysis): (finding: Finding) => Grade {
  const unitOf = unitFinder(unitsOf(analysis));
  const together = new Map<Unit | undefined, Finding[]>();
  for (const finding of analysis.findings) {
    const unit = unitOf(finding);
    const known = together.get(unit);
    if (known) known.push(finding);
    else together.set(unit, [finding]);
  }
  const safeUnits = new Map<Unit, boolean>();
  const isSafeUnit = (unit: Unit): boolean => {
    // No repair is planned beyond the first that is not safe: most units have one.
    const isSafe = safeUnits.get(unit) ?? together.get(unit)!.every((one) => gradeOf(one, analysis) === "safe");
    safeUnits.set(unit, isSafe);
    return isSafe;
  };
  return (finding) => {
    const grade = gradeOf(finding, analysis);
    const unit = unitOf(finding);
    return grade === "safe" && unit && !isSafeUnit(unit) ? "unsafe" : grade;
  };
}

function gradeOf(finding: Finding, analysis: Analysis): Grade {
  const fix = singleFix(finding, analysis);
  if (!fix) return "manual";
  return fix.unsafe ? "unsafe" : "safe";
}
