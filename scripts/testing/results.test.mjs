import { jestResults, playwrightResults, proveResults, sumOf, verdict } from './results.mjs';

describe('the closing line of a test run', () => {
  test('a skipped test is not silent: it counts as failed', () => {
    const jest = jestResults({
      numPassedTests: 5,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
    });
    const browser = playwrightResults({
      stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 1 },
    });
    expect([jest.failed, browser.failed]).toEqual([1, 1]);
  });

  test('a test file that cannot be loaded counts as failed', () => {
    const counted = jestResults({
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 1,
    });
    expect(counted).toEqual({ passed: 0, failed: 1 });
  });

  test('a browser that never started counts as failed', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(playwrightResults({ stats, errors: [{}] }).failed).toBe(1);
  });

  test('a run of the prover that did not prove anything fails the whole', () => {
    const sum = sumOf([{ passed: 3, failed: 0 }, proveResults(1)]);
    expect(verdict(sum)).toEqual({ line: '3 passed, 1 failed', isSuccess: false });
    expect(proveResults(0)).toEqual({ passed: 1, failed: 0 });
  });

  test('all parts are summed into one line', () => {
    const sum = sumOf([
      { passed: 3, failed: 0 },
      { passed: 4, failed: 1 },
    ]);
    expect(verdict(sum)).toEqual({ line: '7 passed, 1 failed', isSuccess: false });
  });

  test('a run without any test is no success', () => {
    expect(verdict({ passed: 0, failed: 0 }).isSuccess).toBe(false);
  });
});
