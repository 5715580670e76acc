import { asError, type Link } from './link.js';

/** What was to be sent is larger than the server takes: it will never be taken. */
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
    assertTaken(data, payloadBytesMax(link) - envelopeBytesMax);
    link.stan.publish(channel, data, (error: unknown) => {
      if (error !== undefined) reject(asError(error));
      else if (link.lost.aborted) reject(asError(link.lost.reason));
      else resolve();
    });
  });
}

/** Over the connection below, stored nowhere. Throws when the server would not take it. */
export function sendPlain(link: Link, subject: string, data: Buffer): void {
  assertTaken(data, payloadBytesMax(link));
  link.core.publish(subject, data);
}

/** The server would cut the connection, every time. */
function assertTaken({ length }: Buffer, bytesMax: number): void {
  if (length > bytesMax) throw new EventTooLarge(`${length} bytes; the server takes ${bytesMax}`);
}

function payloadBytesMax({ core }: Link): number {
  const { info } = core as { info?: { max_payload?: number } };
  return info?.max_payload ?? payloadBytesDefault;
}
