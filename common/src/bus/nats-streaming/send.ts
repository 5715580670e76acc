import { asError, type Link } from './link.js';

/** What was to be published is larger than the server takes: it will never be taken. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
}

/** Of the library's envelope: ids, subject and lengths. */
const envelopeBytesMax = 1_024;
const payloadBytesDefault = 1_048_576;

/** Resolves when the server has stored it; rejects when it refuses, is silent or is lost. */
export function send(link: Link, channel: string, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (link.lost.aborted) throw asError(link.lost.reason);
    const bytesMax = payloadBytesMax(link) - envelopeBytesMax;
    // The server would cut the connection, every time.
    if (data.length > bytesMax) {
      throw new EventTooLarge(`${data.length} bytes; the server takes ${bytesMax}`);
    }
    link.stan.publish(channel, data, (error: unknown) => {
      if (error !== undefined) reject(asError(error));
      else if (link.lost.aborted) reject(asError(link.lost.reason));
      else resolve();
    });
  });
}

function payloadBytesMax({ core }: Link): number {
  const { info } = core as { info?: { max_payload?: number } };
  return info?.max_payload ?? payloadBytesDefault;
}
