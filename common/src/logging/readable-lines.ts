import pino, { type DestinationStream } from 'pino';

interface LogLine {
  readonly level: number;
  readonly time: number;
  readonly name?: string;
  readonly msg?: string;
  readonly err?: { readonly stack?: string };
  readonly [field: string]: unknown;
}

/** Turns pino's JSON lines into `20:15:04 warn  orders  message  {"field":1}` for a terminal. */
export function readableLines(output: DestinationStream): DestinationStream {
  return {
    write(json: string): void {
      output.write(`${readable(JSON.parse(json) as LogLine)}\n`);
    },
  };
}

function readable(line: LogLine): string {
  const { level, time, name = '', msg = '', err, ...fields } = line;
  const clock = new Date(time).toISOString().slice(11, 19);
  const label = (pino.levels.labels[level] ?? String(level)).padEnd(5);
  const details = Object.keys(fields).length === 0 ? '' : `  ${JSON.stringify(fields)}`;
  const stack = err?.stack === undefined ? '' : `\n${err.stack}`;
  return `${clock} ${label} ${name.padEnd(8)} ${msg}${details}${stack}`;
}
