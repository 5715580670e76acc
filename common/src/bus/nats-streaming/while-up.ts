import type { Link } from './link.js';

/** What `asked` answers; rejects at once when the connection is lost, where it would wait on. */
export function whileUp<Answer>(link: Link, asked: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const lose = () => reject(link.lost.reason as Error);
    if (link.lost.aborted) lose();
    link.lost.addEventListener('abort', lose, { once: true });
    asked.then(resolve, reject).finally(() => link.lost.removeEventListener('abort', lose));
  });
}
