import type { Link } from './connection.js';

/** The connection went away before the answer came: it may have been done, or not. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** What `asked` answers; rejects at once when the connection is lost, where it would wait on. */
export function whileUp<Answer>(link: Link, asked: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const lose = () => reject(new ConnectionLost('The connection to the broker was lost'));
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
