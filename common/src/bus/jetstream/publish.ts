import type { PubAck } from '@nats-io/jetstream';
import type { DomainEvent } from '../../contracts/domain-event.js';
import type { Metrics } from '../../metrics/index.js';
import { encodeEvent } from '../broker/event-codec.js';
import { whileUp } from '../broker/while-up.js';
import {
  PublishFenced,
  type PublishOptions,
  type PublishReceipt,
  PublishRefused,
} from '../port.js';
import type { Link } from './connection.js';
import { isWrongLastSequence } from './errors.js';
import { createExpectedSequences } from './expected-sequences.js';
import { holdsMessage } from './holds-message.js';
import { askLastMessage } from './last-message.js';
import type { Layout } from './layout.js';

const triesMax = 4;
const contendedRetryMs = 200;

interface Sending {
  readonly link: Link;
  readonly event: DomainEvent;
  readonly messageId: string;
  /** The sequence that must be the last of the subject; null: whatever it is. */
  readonly expected: number | null;
}

/** Publishes over one link; errors are the server's own. */
export function createPublish(layout: Layout, metrics: Metrics, onHistoryMissing: () => void) {
  const sequences = createExpectedSequences();
  const questions = metrics.counter(
    'bus_last_message_questions_total',
    'Times the server was asked how a subject ends, by its answer',
    ['answer'],
  );

  async function send({ link, event, messageId, expected }: Sending): Promise<PubAck> {
    const ack = await whileUp(
      link,
      link.client.publish(layout.subjectOf(event), encodeEvent(event), {
        msgID: messageId,
        expect: {
          streamName: layout.streamName,
          ...(expected === null ? {} : { lastSubjectSequence: expected }),
        },
      }),
    );
    if (!ack.duplicate) sequences.remember(event, ack.seq);
    return ack;
  }

  /** Null: the broker doubts, and has to be asked how the subject ends. */
  async function trySend(sending: Sending): Promise<PublishReceipt | null> {
    try {
      const ack = await send(sending);
      return ack.duplicate ? null : { sequence: ack.seq, duplicate: false };
    } catch (error) {
      if (isWrongLastSequence(error)) return null;
      throw error;
    }
  }

  /** The receipt if the event is there already, else the sequence it may follow. */
  async function ask(link: Link, event: DomainEvent): Promise<PublishReceipt | number> {
    const last = await whileUp(link, askLastMessage(link.manager, layout, event));
    questions.inc({ answer: last.kind });
    switch (last.kind) {
      case 'ours':
        sequences.remember(event, last.sequence);
        return { sequence: last.sequence, duplicate: true };
      case 'higher':
        throw new PublishFenced(
          `Version ${last.version} of ${event.aggregateId} is there, not ${event.aggregateVersion}`,
          last.version,
        );
      case 'empty':
        // Versions before it aged out, or the stream is another one: look.
        if (event.aggregateVersion > 1) onHistoryMissing();
        return last.sequence;
      case 'lower':
        return last.sequence;
    }
  }

  /**
   * Error 10071 is a question, not a verdict: newer servers give it to the repetition of a publish
   * whose answer was lost, older ones answer `duplicate`, and either may be about a message that
   * has since been removed. So how the subject ends decides.
   */
  async function publishFenced(link: Link, event: DomainEvent): Promise<PublishReceipt> {
    let expected = sequences.before(event);
    for (let tries = 1; tries <= triesMax; tries += 1) {
      if (expected === null) {
        const answer = await ask(link, event);
        if (typeof answer !== 'number') return answer;
        expected = answer;
      }
      // Not there, but perhaps remembered as a duplicate: under another id it is taken.
      const messageId = tries < 3 ? event.id : `${event.id}:${tries}`;
      const receipt = await trySend({ link, event, messageId, expected });
      if (receipt !== null) return receipt;
      expected = null;
    }
    throw new PublishRefused(`Others publish ${event.aggregateId} now`, contendedRetryMs);
  }

  /** Behind whatever is there. That the server remembers it does not say that it holds it still. */
  async function publishUnfenced(
    link: Link,
    event: DomainEvent,
    { attempt = 1, replayId }: PublishOptions,
  ) {
    const plainId = replayId === undefined ? event.id : `${event.id}:${replayId}`;
    for (const messageId of [plainId, `${plainId}:${attempt}`]) {
      const { seq: sequence, duplicate } = await send({ link, event, messageId, expected: null });
      const place = { sequence, eventId: event.id };
      if (!duplicate) return { sequence, duplicate };
      const isHeld = await whileUp(link, holdsMessage(link.manager, layout, place));
      if (isHeld === true) return { sequence, duplicate };
    }
    throw new PublishRefused(`${event.id} is remembered and not held`, contendedRetryMs);
  }

  return async (link: Link, event: DomainEvent, options: PublishOptions) => {
    const { fenced = true, replayId } = options;
    return fenced && replayId === undefined
      ? publishFenced(link, event)
      : publishUnfenced(link, event, options);
  };
}
