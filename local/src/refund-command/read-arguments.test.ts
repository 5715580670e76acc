import { newId, type OrderId, type RefundId } from '@marquee/common/ids';
import { UsageError } from '../operator-command/usage-error.js';
import { readArguments } from './read-arguments.js';

const orderId = newId<OrderId>();
const refundId = newId<RefundId>();
const anId = expect.stringMatching(/^[0-9a-f-]{36}$/);

test.each([
  ['', /Which order/],
  ['--order 42 --reason goodwill', /42 is not an id of ours/],
  [`--order ${orderId}`, /--reason: one of requested_by_customer/],
  [`--order ${orderId} --reason because`, /--reason because: one of/],
  [`--order ${orderId} --reason event_cancelled`, /one of requested_by_customer/],
  [`--order ${orderId} --reason goodwill --amount 4.3`, /whole number of minor units/],
  [`--order ${orderId} --reason goodwill --amount 0`, /whole number of minor units/],
  [`--order ${orderId} --reason goodwill --amount=-5`, /whole number of minor units/],
  [`--order ${orderId} --reason goodwill --tickets keep`, /one of release, close/],
  [`--order ${orderId} --reason goodwill --mongo localhost`, /mongodb:\/\/ address/],
  [`--order ${orderId} --reason goodwill --all`, /all/],
  [`undo --order ${orderId}`, /no command undo/],
  [`retry status --order ${orderId}`, /one command at a time/],
  ['retry', /Which order/],
  [`--order ${orderId} --reason goodwill --id 7`, /--id 7 is not an id of ours/],
  [`status --order ${orderId} --id ${refundId}`, /status has no --id/],
  [`retry --order ${orderId} --again`, /retry has no --again/],
  [`retry --order ${orderId} --amount 5`, /retry has no --amount/],
  [`status --order ${orderId} --reason goodwill`, /status has no --reason/],
])('"%s" is refused, with what would be right', (line, message) => {
  const read = () => readArguments(line.split(' ').filter((word) => word !== ''));
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
});

test.each([
  [
    `--order ${orderId} --reason goodwill`,
    {
      ...{ name: 'ask', isIdNew: true },
      request: {
        ...{ orderId, refundId: anId, isTwinMeant: false },
        ...{ amountMinorUnits: null, reason: 'goodwill', tickets: 'release' },
      },
    },
  ],
  [
    `--order ${orderId.toUpperCase()} --reason fraudulent --amount 4300 --tickets close --again`,
    {
      ...{ name: 'ask', isIdNew: true },
      request: {
        ...{ orderId, refundId: anId, isTwinMeant: true },
        ...{ amountMinorUnits: 4300, reason: 'fraudulent', tickets: 'close' },
      },
    },
  ],
  [
    `--order ${orderId} --reason goodwill --id ${refundId.toUpperCase()}`,
    {
      ...{ name: 'ask', isIdNew: false },
      request: {
        ...{ orderId, refundId, isTwinMeant: true },
        ...{ amountMinorUnits: null, reason: 'goodwill', tickets: 'release' },
      },
    },
  ],
  [`retry --order ${orderId}`, { name: 'retry', orderId }],
  [`status --order ${orderId} --json`, { name: 'status', orderId }],
])('"%s" is understood', (line, command) => {
  expect(readArguments(line.split(' ')).command).toEqual(command);
});
