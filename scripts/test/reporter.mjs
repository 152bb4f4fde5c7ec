// How mocha reports to scripts/test.mjs: a line for each outermost suite, the failures in full, the counts in a file.
import { writeFileSync } from "node:fs";
import mocha from "mocha";

const { Base } = mocha.reporters;

export default class extends Base {
  constructor(runner, options) {
    super(runner, options);
    let before = countsOf(this.stats);
    runner.on("suite end", (suite) => {
      if (!suite.parent?.root) return;
      const now = countsOf(this.stats);
      console.log(`  ${suite.title}: ${now.passed - before.passed} passed, ${now.failed - before.failed} failed`);
      before = now;
    });
    runner.once("end", () => {
      if (this.failures.length) Base.list(this.failures);
      writeFileSync(options.reporterOption.counts, JSON.stringify(countsOf(this.stats)));
    });
  }
}

const countsOf = ({ passes, failures, pending }) => ({ passed: passes, failed: failures, skipped: pending });
