import { systemClock } from '@marquee/common/clock';
import { createLogger } from '@marquee/common/logging';
import { type Database, openDatabase } from '@marquee/common/mongo';
import { createLedgerDesk } from '@marquee/payments/operator';
import type { Report } from '../operator-command/report.js';
import { runOperatorCommand, type Terminal } from '../operator-command/run-operator-command.js';
import { findStripe } from './find-stripe.js';
import type { LedgerConfig } from './ledger-config.js';
import { readOrdersTruth } from './orders-truth.js';
import { readArguments } from './read-arguments.js';
import { runCheck } from './run-check.js';
import { usage } from './usage.js';

export { ledgerConfigOf } from './ledger-config.js';

const waitMsMax = 5_000;
/** The server sums up whole books before it answers. */
const silenceMsMax = 10 * 60_000;
/** Tests share one server. */
const namesOfServices = { payments: 'payments', orders: 'orders' };

/** Answers the exit code. 0: balanced; 1: differences, or it could not look; 2: not understood. */
export function runLedgerCommand(
  args: readonly string[],
  config: LedgerConfig,
  terminal: Terminal,
  names = namesOfServices,
): Promise<number> {
  const understand = () => {
    const { isRepair, ...rest } = readArguments(args);
    return { ...rest, run: (url: string) => check(url, config, { isRepair, names }) };
  };
  return runOperatorCommand({ usage, args, understand }, config, terminal);
}

async function check(
  paymentsUrl: string,
  config: LedgerConfig,
  options: { readonly isRepair: boolean; readonly names: typeof namesOfServices },
): Promise<Report> {
  const stripe = await findStripe(config);
  const logger = createLogger({ name: 'ledger', level: 'error' });
  const opened: Database[] = [];
  try {
    const open = async (url: string, name: string) => {
      const limits = { waitMsMax, silenceMsMax, poolSizeMax: 2 };
      const database = await openDatabase({ url, name, logger, ...limits });
      opened.push(database);
      return database;
    };
    const database = await open(paymentsUrl, options.names.payments);
    const truth = readOrdersTruth(
      await open(config.ordersMongoUrl ?? paymentsUrl, options.names.orders),
    );
    const { payoutDelayHours } = config.terms;
    const desk = createLedgerDesk({
      ...{ database, stripe, clock: systemClock, payoutDelayHours, ...truth },
    });
    return await runCheck(desk, options.isRepair);
  } finally {
    await Promise.all(opened.map((database) => database.close()));
  }
}
