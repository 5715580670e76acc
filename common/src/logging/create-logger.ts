import pino, { type DestinationStream, type Logger } from 'pino';
import { traceOfLine } from '../tracing/trace-of-line.js';
import { readableLines } from './readable-lines.js';

export type { Logger };

export interface LoggerOptions {
  readonly name: string;
  /** One of pino's levels, or `silent`. Default `info`. */
  readonly level?: string;
  /** One short readable line for a person instead of JSON for a collector. */
  readonly pretty?: boolean;
  /** Where lines go. Default: standard output. */
  readonly destination?: DestinationStream;
}

const secretFields = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'passwordHash',
  'token',
  'jwt',
  'card',
  'cardNumber',
  'cvc',
  'clientSecret',
  'client_secret',
  'secretKey',
];

/** Each secret at the top, one and two levels down, and among a request's headers. */
const redactedPaths = secretFields.flatMap((field) => {
  const name = `["${field}"]`;
  return [name, `*${name}`, `*.*${name}`, `req.headers${name}`, `res.headers${name}`];
});

/** A logger that cannot print cookies, passwords, tokens, card data or client secrets. */
export function createLogger(options: LoggerOptions): Logger {
  const output = options.destination ?? pino.destination({ fd: 1, sync: false });
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      base: { name: options.name },
      mixin: traceOfLine,
      redact: { paths: redactedPaths, censor: '[redacted]' },
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    },
    options.pretty === true ? readableLines(output) : output,
  );
}
