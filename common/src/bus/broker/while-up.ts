import type { BrokerLink } from './link.js';

/** The connection went away before the answer came: it may have been done, or not. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** What `asked` answers; rejects at once when the connection is lost, where it would wait on. */
export function whileUp<Answer>(link: BrokerLink, asked: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const lose = () => {
      const cause: unknown = link.lost.reason;
      reject(new ConnectionLost('The connection to the broker was lost', { cause }));
    };
    if (link.lost.aborted) lose();
    else link.losers.add(lose);
    asked.then(
      (answer) => {
        link.losers.delete(lose);
        resolve(answer);
      },
      (error: unknown) => {
        link.losers.delete(lose);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
