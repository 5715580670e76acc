const { existsSync } = require('node:fs');
const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Forty seconds and more each, the slowest first. */
const slowest = [
  'common/src/bus/nats-streaming/contract.test.ts',
  'local/test/ledger-command.test.ts',
  'local/test/kill.test.ts',
  'local/test/process.test.ts',
  'local/test/twins.test.ts',
  'common/src/bus/jetstream/contract.test.ts',
  'common/src/bus/jetstream/contract-2-9.test.ts',
  'payments/test/crash-points.test.ts',
].map((file) => path.resolve(__dirname, '../..', file));
const gone = slowest.filter((file) => !existsSync(file));
if (gone.length > 0) throw new Error(`Listed as slow, and not there: ${gone.join(', ')}`);

/**
 * Jest starts the slowest first only where it has timings of an earlier run, else the largest. In a
 * fresh clone one that is slow but short would start last, and the other workers wait for its end.
 */
module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
};

function placeOf(test) {
  const place = slowest.indexOf(test.path);
  return place === -1 ? slowest.length : place;
}
