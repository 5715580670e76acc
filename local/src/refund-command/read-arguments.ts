import { parseArgs } from 'node:util';
import { isUuidV7, newId, type OrderId, type RefundId } from '@marquee/common/ids';
import type { RefundRequest } from '@marquee/orders/operator';
import { mongoUrlOf } from '../operator-command/mongo-url.js';
import { UsageError } from '../operator-command/usage-error.js';

export type RefundCommand =
  | {
      readonly name: 'ask';
      readonly request: RefundRequest;
      /** Nobody knows its refund's id yet. */
      readonly isIdNew: boolean;
    }
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
        id: { type: 'string' },
        again: { type: 'boolean' },
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
  if (values.order === undefined) throw new UsageError('Which order? Give --order <id>');
  const orderId = readId<OrderId>('order', values.order);
  if (name === 'ask') {
    const request = readRequest(orderId, values);
    return { name, request, isIdNew: values.id === undefined };
  }
  const stranger = (['amount', 'reason', 'tickets', 'id', 'again'] as const).find(
    (option) => values[option] !== undefined,
  );
  if (stranger !== undefined) throw new UsageError(`${name} has no --${stranger}`);
  return { name, orderId };
}

function readId<Id extends string>(option: string, text: string): Id {
  const id = text.toLowerCase();
  if (!isUuidV7(id)) throw new UsageError(`--${option} ${text} is not an id of ours`);
  return id as Id;
}

function readRequest(orderId: OrderId, values: Values): RefundRequest {
  const { amount, reason, tickets, id, again = false } = values;
  if (amount !== undefined && !/^[1-9]\d{0,11}$/.test(amount))
    throw new UsageError(`--amount ${amount}: a whole number of minor units, such as 4300`);
  return {
    orderId,
    refundId: id === undefined ? newId<RefundId>() : readId<RefundId>('id', id),
    isTwinMeant: again || id !== undefined,
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
