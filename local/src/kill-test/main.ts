import { parseArgs } from 'node:util';
import { runKillTest } from './kill-test.js';

const { values } = parseArgs({ options: { times: { type: 'string', default: '1' } } });
const times = Number(values.times);
let failed = 0;

for (let run = 1; run <= times; run++) {
  // Every second run takes the database down with it.
  const killsDatabase = run % 2 === 0;
  const { violations, answeredBefore, lostAnswers, ledger } = await runKillTest({ killsDatabase });
  const statuses = countBy(ledger.orders.map((order) => order.status));
  const orders = [...statuses].map(([status, count]) => `${count} ${status}`).join(', ');
  const what = killsDatabase ? 'process and database killed' : 'process killed';
  // A kill that missed the race proves nothing.
  const passed = violations.length === 0 && lostAnswers > 0 && answeredBefore > 0;
  const outcome = passed ? 'ok' : 'FAILED';
  process.stdout.write(
    `${run}/${times} ${outcome}: ${what} after ${answeredBefore} answers, ${lostAnswers} lost; ` +
      `${orders}; ${ledger.outbox.length} domain events\n`,
  );
  for (const violation of violations) process.stdout.write(`    ${violation}\n`);
  if (!passed) failed += 1;
}

process.stdout.write(`${times - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
