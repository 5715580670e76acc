/** @typedef {{ passed: number, failed: number }} Results */

/**
 * What jest counted. A test that was skipped protects nothing and counts as failed, and so does a
 * file that could not be run at all.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   numTodoTests: number, numRuntimeErrorTestSuites: number }} report as `--json` writes it
 * @returns {Results}
 */
export function jestResults(report) {
  return {
    passed: report.numPassedTests,
    failed:
      report.numFailedTests +
      report.numPendingTests +
      report.numTodoTests +
      report.numRuntimeErrorTestSuites,
  };
}

/**
 * What Playwright counted: a skipped test and an error outside of a test count as failed; one that
 * needed a second try counts as failed too, since its promise did not hold the first time.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors?: unknown[] }} report as the json reporter writes it
 * @returns {Results}
 */
export function playwrightResults(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped + (report.errors?.length ?? 0) };
}

/**
 * A run of the prover counts as one: proved, or not.
 *
 * @param {number} exitCode
 * @returns {Results}
 */
export function proveResults(exitCode) {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {Results[]} all
 * @returns {Results}
 */
export function sumOf(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/**
 * The line that a test run ends with, and whether it was a success: no failure, and something ran.
 *
 * @param {Results} results
 */
export function verdict({ passed, failed }) {
  return { line: `${passed} passed, ${failed} failed`, isSuccess: failed === 0 && passed > 0 };
}
