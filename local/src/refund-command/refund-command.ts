import { systemClock } from '@marquee/common/clock';
import { createLogger } from '@marquee/common/logging';
import { openDatabase } from '@marquee/common/mongo';
import { createRefundDesk, type RefundDesk } from '@marquee/orders/operator';
import type { Report } from '../operator-command/report.js';
import {
  type OperatorConfig,
  runOperatorCommand,
  type Terminal,
} from '../operator-command/run-operator-command.js';
import { type RefundCommand, readArguments } from './read-arguments.js';
import { reportOf } from './report-refund.js';
import { usage } from './usage.js';

const waitMsMax = 5_000;

/**
 * Answers the exit code. 0: done; 1: could not be done; 2: not understood. `databaseName`: tests
 * share one server.
 */
export function runRefundCommand(
  args: readonly string[],
  config: OperatorConfig,
  terminal: Terminal,
  databaseName = 'orders',
): Promise<number> {
  const understand = () => {
    const { command, ...rest } = readArguments(args);
    return {
      ...rest,
      async run(url: string) {
        const logger = createLogger({ name: 'refund', level: 'error' });
        const options = { url, name: databaseName, logger, waitMsMax, poolSizeMax: 2 };
        const database = await openDatabase(options);
        try {
          // Before anything is written: whoever hears no answer can ask about this very refund.
          if (command.name === 'ask' && command.isIdNew)
            terminal.tell(
              `Refund ${command.request.refundId}. No answer? Repeat it with --id ${command.request.refundId}`,
            );
          return await runCommand(command, createRefundDesk({ database, clock: systemClock }));
        } finally {
          await database.close();
        }
      },
    };
  };
  return runOperatorCommand({ usage, args, understand }, config, terminal);
}

async function runCommand(command: RefundCommand, desk: RefundDesk): Promise<Report> {
  switch (command.name) {
    case 'ask':
      return reportOf(command.request.orderId, await desk.ask(command.request));
    case 'retry':
      return reportOf(command.orderId, await desk.askAgain(command.orderId));
    case 'status':
      return reportOf(command.orderId, await desk.show(command.orderId));
  }
}
