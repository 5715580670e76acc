import { parseArgs } from 'node:util';
import { aggregateTypes } from '@marquee/common/contracts/domain-event';
import { isUuidV7 } from '@marquee/common/ids';
import type { ReplaySelection } from '@marquee/common/outbox/operator';
import { mongoUrlOf } from '../operator-command/mongo-url.js';
import { UsageError } from '../operator-command/usage-error.js';
import { type ServiceName, serviceNames } from './service-databases.js';
import { readWhen } from './when.js';

export type Command =
  | { readonly name: 'status' | 'parked' }
  | { readonly name: 'replay'; readonly selection: ReplaySelection }
  | { readonly name: 'resume'; readonly runId: string }
  | { readonly name: 'unpark'; readonly ids: readonly string[] | 'all' };

export interface Invocation {
  readonly command: Command;
  readonly services: readonly ServiceName[];
  /** Null: to be found. */
  readonly mongoUrl: string | null;
  readonly isJson: boolean;
}

type Values = ReturnType<typeof parse>['values'];

/** Throws UsageError. */
export function readArguments(args: readonly string[]): Invocation {
  const { values, positionals } = parse(args);
  const [name = '', ...more] = positionals;
  if (name === '') throw new UsageError('What is to be done?');
  if (more.length > 0) throw new UsageError(`${more.join(' ')}: one command at a time`);
  const { service, mongo } = values;
  const mongoUrl = mongoUrlOf(mongo);
  const unknown = service?.find((one) => !serviceNames.some((name) => name === one));
  if (unknown !== undefined)
    throw new UsageError(`--service ${unknown}: there are ${serviceNames.join(', ')}`);
  const services = serviceNames.filter((one) => service === undefined || service.includes(one));
  const command = readCommand(name, values);
  return { command, services, mongoUrl, isJson: values.json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        since: { type: 'string' },
        aggregate: { type: 'string' },
        id: { type: 'string', multiple: true },
        run: { type: 'string' },
        all: { type: 'boolean', default: false },
        service: { type: 'string', multiple: true },
        mongo: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const choicesOf: Readonly<Record<string, readonly (keyof Values)[]>> = {
  status: [],
  parked: [],
  replay: ['since', 'aggregate', 'id', 'run'],
  unpark: ['id', 'all'],
};

function readCommand(name: string, values: Values): Command {
  const choices = choicesOf[name];
  if (choices === undefined) throw new UsageError(`There is no command ${name}`);
  const given = (['since', 'aggregate', 'id', 'run', 'all'] as const).filter(
    (choice) => values[choice] !== undefined && values[choice] !== false,
  );
  const stranger = given.find((choice) => !choices.includes(choice));
  if (stranger !== undefined) throw new UsageError(`${name} has no --${stranger}`);
  if (choices.length > 0 && given.length !== 1)
    throw new UsageError(`${name} needs one of --${choices.join(', --')}`);
  if (name === 'status' || name === 'parked') return { name };
  if (name === 'unpark') return { name, ids: values.id ?? 'all' };
  if (values.run !== undefined) return { name: 'resume', runId: values.run };
  return { name: 'replay', selection: readSelection(values) };
}

function readSelection({ since, aggregate, id }: Values): ReplaySelection {
  if (since !== undefined) return readWhen(since);
  if (aggregate === undefined) return { kind: 'ids', ids: (id ?? []).map(uuid) };
  const [type = '', aggregateId = '', ...more] = aggregate.split(':');
  const aggregateType = aggregateTypes.find((one) => one === type);
  if (aggregateType === undefined || more.length > 0)
    throw new UsageError(`--aggregate ${aggregate}: <type:id>, type ${aggregateTypes.join(', ')}`);
  return { kind: 'aggregate', aggregateType, aggregateId: uuid(aggregateId) };
}

function uuid(text: string): string {
  if (!isUuidV7(text))
    throw new UsageError(`${text === '' ? 'Nothing' : text} is not an id of ours`);
  return text;
}
