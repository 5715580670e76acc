import { createLogger } from './index.js';

function collected(pretty: boolean) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger({ name: 'orders', level: 'debug', pretty, destination }) };
}

it.each([false, true])('never prints a secret (pretty: %p)', (pretty) => {
  const { lines, logger } = collected(pretty);
  const secrets = {
    password: 'hunter2',
    cookie: 'hunter2',
    clientSecret: 'hunter2',
    card: { number: 'hunter2' },
  };
  logger.info(secrets, 'top');
  logger.info({ body: secrets }, 'one down');
  logger.info({ req: { headers: { cookie: 'hunter2', authorization: 'hunter2' } } }, 'headers');
  logger.info({ body: { payment: secrets } }, 'two down');
  expect(lines).toHaveLength(4);
  expect(lines.join('')).not.toContain('hunter2');
});

it('prints a short line for a person', () => {
  const { lines, logger } = collected(true);
  logger.warn({ tickets: 2 }, 'nearly sold out');
  expect(lines.join('')).toMatch(
    /^\d\d:\d\d:\d\d warn {2}orders {3}nearly sold out {2}\{"tickets":2\}\n$/,
  );
});
