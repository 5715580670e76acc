import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import {
  AckPolicy,
  DiscardPolicy,
  type JetStreamClient,
  jetstream,
  jetstreamManager,
  StorageType,
} from '@nats-io/jetstream';
import { connect, nanos } from '@nats-io/transport-node';

export interface BareMessage {
  readonly id: string;
  readonly subject: string;
  readonly payload: string;
}

/** JetStream without anything of ours, into a stream that is kept as ours is. */
export interface BareStream {
  messageOf(event: DomainEvent): BareMessage;
  publish(message: BareMessage): Promise<void>;
  /** Calls `listener` with every payload that arrives from now on, then acknowledges it. */
  listen(listener: (payload: string) => void): Promise<void>;
  purge(): Promise<void>;
  /** Deletes another stream of this server. */
  drop(streamName: string): Promise<void>;
  close(): Promise<void>;
}

const duplicateWindowMs = 120_000;

export async function openBareStream(natsUrl: string, name: string): Promise<BareStream> {
  const nats = await connect({ servers: natsUrl, noAsyncTraces: true });
  const manager = await jetstreamManager(nats);
  await manager.streams.add({
    ...{ name, subjects: [`${name}.>`], storage: StorageType.File, discard: DiscardPolicy.New },
    duplicate_window: nanos(duplicateWindowMs),
  });
  const client = jetstream(nats);
  return {
    messageOf: (event) => ({
      id: event.id,
      subject: `${name}.${event.aggregateType}.${event.aggregateId}`,
      payload: JSON.stringify(event),
    }),
    async publish({ id, subject, payload }) {
      await client.publish(subject, payload, { msgID: id });
    },
    async listen(listener) {
      await manager.consumers.add(name, {
        ...{ durable_name: 'bare', ack_policy: AckPolicy.Explicit, max_ack_pending: 512 },
      });
      void consume(client, name, listener);
    },
    purge: async () => void (await manager.streams.purge(name)),
    drop: async (streamName) => void (await manager.streams.delete(streamName)),
    close: () => nats.close(),
  };
}

/** Until the connection is closed. */
async function consume(client: JetStreamClient, name: string, listener: (payload: string) => void) {
  const consumer = await client.consumers.get(name, 'bare');
  for await (const message of await consumer.consume({ max_messages: 512 })) {
    listener(message.string());
    message.ack();
  }
}
