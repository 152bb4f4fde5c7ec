import { type Analysis, type Finding, singleFix, unitFinder, unitsOf } from "#engine";

/** What can be done about a finding: by `fix`, by `fix --unsafe-fixes`, or only by hand. */
export type Grade = "safe" | "unsafe" | "manual";

/** Grades the findings of a file without rewriting it: a repair is as safe as everything else in its unit. */
export function gradesOf(analysis: Analysis): (finding: Finding) => Grade {
  const unitOf = unitFinder(unitsOf(analysis));
  const ofUnit = new Map<unknown, Grade>();
  const grades = new Map<Finding, Grade>();
  for (const finding of analysis.findings) {
    const grade = gradeOf(finding, analysis);
    grades.set(finding, grade);
    const key = unitOf(finding) ?? finding;
    if (grade !== "safe" || !ofUnit.has(key)) ofUnit.set(key, grade);
  }
  return (finding) => {
    const unit = ofUnit.get(unitOf(finding) ?? finding);
    return grades.get(finding) === "safe" && unit !== "safe" ? "unsafe" : (grades.get(finding) ?? "manual");
  };
}

function gradeOf(finding: Finding, analysis: Analysis): Grade {
  const fix = singleFix(finding, analysis);
  if (!fix) return "manual";
  return fix.unsafe ? "unsafe" : "safe";
}
