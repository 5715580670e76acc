import { parseArgs } from 'node:util';
import { isUuidV7, type OrderId } from '@marquee/common/ids';
import type { RefundRequest } from '@marquee/orders/operator';
import { mongoUrlOf } from '../operator-command/mongo-url.js';
import { UsageError } from '../operator-command/usage-error.js';

export type RefundCommand =
  | { readonly name: 'ask'; readonly request: RefundRequest }
  | { readonly name: 'retry' | 'status'; readonly orderId: OrderId };

export interface RefundInvocation {
  readonly command: RefundCommand;
  /** Null: to be found. */
  readonly mongoUrl: string | null;
  readonly isJson: boolean;
}

/** An Event's cancellation asks by itself; what failed of it is asked for again by `retry`. */
const reasons = ['requested_by_customer', 'duplicate', 'fraudulent', 'goodwill'] as const;
const ends = ['release', 'close'] as const;

type Values = ReturnType<typeof parse>['values'];

/** Throws UsageError. */
export function readArguments(args: readonly string[]): RefundInvocation {
  const { values, positionals } = parse(args);
  const [name = 'ask', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`${more.join(' ')}: one command at a time`);
  const rest = { mongoUrl: mongoUrlOf(values.mongo), isJson: values.json };
  return { command: readCommand(name, values), ...rest };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        order: { type: 'string' },
        amount: { type: 'string' },
        reason: { type: 'string' },
        tickets: { type: 'string' },
        mongo: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readCommand(name: string, values: Values): RefundCommand {
  if (name !== 'ask' && name !== 'retry' && name !== 'status')
    throw new UsageError(`There is no command ${name}`);
  const orderId = readOrderId(values.order);
  if (name === 'ask') return { name, request: readRequest(orderId, values) };
  const stranger = (['amount', 'reason', 'tickets'] as const).find(
    (option) => values[option] !== undefined,
  );
  if (stranger !== undefined) throw new UsageError(`${name} has no --${stranger}`);
  return { name, orderId };
}

function readOrderId(text: string | undefined): OrderId {
  if (text === undefined) throw new UsageError('Which order? Give --order <id>');
  const id = text.toLowerCase();
  if (!isUuidV7(id)) throw new UsageError(`--order ${text} is not an id of ours`);
  return id as OrderId;
}

function readRequest(orderId: OrderId, { amount, reason, tickets }: Values): RefundRequest {
  if (amount !== undefined && !/^[1-9]\d{0,11}$/.test(amount))
    throw new UsageError(`--amount ${amount}: a whole number of minor units, such as 4300`);
  return {
    orderId,
    amountMinorUnits: amount === undefined ? null : Number(amount),
    reason: oneOf('reason', reasons, reason),
    tickets: oneOf('tickets', ends, tickets ?? 'release'),
  };
}

function oneOf<Choice extends string>(
  option: string,
  choices: readonly Choice[],
  text: string | undefined,
): Choice {
  const chosen = choices.find((choice) => choice === text);
  if (chosen === undefined)
    throw new UsageError(
      `--${option}${text === undefined ? '' : ` ${text}`}: one of ${choices.join(', ')}`,
    );
  return chosen;
}
