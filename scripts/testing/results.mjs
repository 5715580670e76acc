/**
 * @typedef {{ passed: number, failed: number, failures?: string[] }} Results `failures` names what
 *   failed, as far as it has names
 */

/**
 * @typedef {{ name: string, status: string,
 *   assertionResults: { fullName: string, status: string }[] }} JestFile
 */

/**
 * What jest counted. A test that was skipped protects nothing and counts as failed, and so does a
 * file that could not be run at all.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   numTodoTests: number, numRuntimeErrorTestSuites: number, testResults: JestFile[] }} report as
 *   `--json` writes it
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
    failures: report.testResults.flatMap(failuresOf),
  };
}

/** @param {JestFile} file */
function failuresOf({ name, status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status !== 'passed');
  if (failed.length === 0) return status === 'passed' ? [] : [name];
  return failed.map(({ fullName }) => `${name}: ${fullName}`);
}

/**
 * What Playwright counted: a skipped test and an error outside of a test count as failed; one that
 * needed a second try counts as failed too, since its promise did not hold the first time.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors?: unknown[], suites?: PlaywrightSuite[] }} report as the json reporter writes it
 * @returns {Results}
 */
export function playwrightResults(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + skipped + (report.errors?.length ?? 0),
    failures: (report.suites ?? []).flatMap(failedSpecs),
  };
}

/** @typedef {{ title: string, tests: { status: string }[] }} PlaywrightSpec */
/** @typedef {{ file: string, specs: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function failedSpecs({ file, specs, suites = [] }) {
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => status !== 'expected'));
  return [...failed.map(({ title }) => `${file}: ${title}`), ...suites.flatMap(failedSpecs)];
}

/**
 * A run of the prover counts as one: proved, or not.
 *
 * @param {number} exitCode
 * @returns {Results}
 */
export function proveResults(exitCode) {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, failures: ['prove'] };
}

/**
 * @param {Results[]} all
 * @returns {Results}
 */
export function sumOf(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    failures: all.flatMap(({ failures = [] }) => failures),
  };
}

/**
 * What a test run ends with, and whether it was a success: no failure, and something ran. What
 * failed is named once more, where it is found; the last line is the sum.
 *
 * @param {Results} results
 */
export function verdict({ passed, failed, failures = [] }) {
  const named = failures.map((failure) => `FAILED ${failure}`);
  const lines = [...named, `${passed} passed, ${failed} failed`];
  return { text: lines.join('\n'), isSuccess: failed === 0 && passed > 0 };
}
