import { parseArgs } from 'node:util';
import { type BrokerKind, brokerKinds } from './topology/broker-server.js';

export const usage = `npm run prove                        two minutes of faults on JetStream
npm run prove -- --minutes 10 --seed 42 --bus nats-streaming --rate 2
npm run prove -- --twins             broken twins: every checker can fail`;

const minutesMax = 24 * 60;
const seedMax = 0xffff_ffff;

export interface Options {
  readonly twins: boolean;
  readonly seed: number;
  readonly minutes: number;
  readonly bus: BrokerKind;
  /** How many people come in a second. */
  readonly perSecond: number;
}

/** What was asked for cannot be done; the message says why, for a person. */
export class OptionsRefused extends Error {
  override readonly name = 'OptionsRefused';
}

/** Throws OptionsRefused. Without a seed one is chosen, and printed with the run. */
export function readOptions(args: readonly string[], chooseSeed: () => number): Options {
  const values = parse(args);
  if (values.bus === 'in-process')
    throw new OptionsRefused(
      'The in-process bus cannot span processes, and here each service has its own; ' +
        `choose --bus ${brokerKinds.join(' or ')} (the in-process bus has its kill test)`,
    );
  const bus = brokerKinds.find((kind) => kind === values.bus);
  if (bus === undefined) throw new OptionsRefused(`There is no bus ${values.bus}\n${usage}`);
  return {
    bus,
    twins: values.twins,
    seed: values.seed === undefined ? chooseSeed() : whole('--seed', values.seed, 0, seedMax),
    minutes: whole('--minutes', values.minutes, 1, minutesMax),
    perSecond: whole('--rate', values.rate, 1, 1_000),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        bus: { type: 'string', default: 'jetstream' },
        minutes: { type: 'string', default: '2' },
        rate: { type: 'string', default: '2' },
        seed: { type: 'string' },
        twins: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionsRefused(`${(error as Error).message}\n${usage}`);
  }
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new OptionsRefused(`${name} is a whole number from ${min} to ${max}\n${usage}`);
}
