import { jestResults, playwrightResults, proveResults, sumOf, verdict } from './results.mjs';

describe('the closing line of a test run', () => {
  test('a skipped test is not silent: it counts as failed', () => {
    const jest = jestResults({
      numPassedTests: 5,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
      testResults: [],
    });
    const browser = playwrightResults({
      stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 1 },
      suites: [
        { file: 'a.spec.ts', specs: [{ title: 'is read', tests: [{ status: 'skipped' }] }] },
      ],
    });
    expect([jest.failed, browser.failed]).toEqual([1, 1]);
    expect(browser.failures).toEqual(['a.spec.ts: is read']);
  });

  test('a test file that cannot be loaded counts as failed', () => {
    const counted = jestResults({
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 1,
      testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }],
    });
    expect(counted).toEqual({ passed: 0, failed: 1, failures: ['a.test.ts'] });
  });

  test('a browser that never started counts as failed', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(playwrightResults({ stats, errors: [{}] }).failed).toBe(1);
  });

  test('a run of the prover that did not prove anything fails the whole', () => {
    const sum = sumOf([{ passed: 3, failed: 0 }, proveResults(1)]);
    expect(verdict(sum)).toEqual({ text: 'FAILED prove\n3 passed, 1 failed', isSuccess: false });
    expect(proveResults(0)).toEqual({ passed: 1, failed: 0 });
  });

  test('all parts are summed into one line', () => {
    const sum = sumOf([
      { passed: 3, failed: 0 },
      { passed: 4, failed: 1 },
    ]);
    expect(verdict(sum)).toEqual({ text: '7 passed, 1 failed', isSuccess: false });
  });

  test('what failed is named once more at the end, before the sum', () => {
    const assertionResults = [
      { fullName: 'holds', status: 'passed' },
      { fullName: 'does not', status: 'failed' },
    ];
    const jest = jestResults({
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
      testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults }],
    });
    const { text } = verdict(sumOf([{ passed: 2, failed: 0 }, jest]));
    expect(text).toBe('FAILED a.test.ts: does not\n3 passed, 1 failed');
  });

  test('a run without any test is no success', () => {
    expect(verdict({ passed: 0, failed: 0 }).isSuccess).toBe(false);
  });
});
