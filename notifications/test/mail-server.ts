import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: readonly string[];
  readonly source: string;
}

/** A mail server that takes everything, unless it is told otherwise. */
export interface MailServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Answers the next recipients with this code. */
  refuseNext(count: number, code: number): void;
  /** Takes the next mails and hangs up instead of saying so. */
  dropAnswersOf(count: number): void;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const received: Received[] = [];
  let refusals = { count: 0, code: 0 };
  let drops = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      if (refusals.count === 0) return done();
      refusals = { ...refusals, count: refusals.count - 1 };
      return done(Object.assign(new Error('not now'), { responseCode: refusals.code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, source: unfolded(Buffer.concat(chunks).toString('utf8')) });
        if (drops === 0) return done();
        drops -= 1;
        return done(Object.assign(new Error('good bye'), { responseCode: 421 }));
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    refuseNext: (count, code) => {
      refusals = { count, code };
    },
    dropAnswersOf: (count) => {
      drops = count;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** Headers on one line each, however the sender broke them. */
function unfolded(source: string): string {
  const [headers = '', ...body] = source.split('\r\n\r\n');
  return [headers.replaceAll(/\r\n[ \t]+/g, ' '), ...body].join('\r\n\r\n');
}
