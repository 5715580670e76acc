import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { AggregateType, DomainEvent } from '../../contracts/domain-event.js';
import { defaults, type JetStreamBusOptions, type StreamShape } from './options.js';

const dayMs = 24 * 60 * 60 * 1000;

export type Layout = ReturnType<typeof layoutOf>;

/** Where everything is on the broker: the stream, its subjects and its consumers. */
export function layoutOf(shape: StreamShape) {
  const { streamName = defaults.streamName, subjectRoot = defaults.subjectRoot } = shape;
  return {
    streamName,
    /** Whether somebody asked for this size: otherwise an operator's stays as it is. */
    isSizeWanted: shape.maxBytes !== undefined,
    /** Plain subjects, beside those that the stream collects. */
    signalOf: (topic: string) => `sig.${streamName}.${encodeURIComponent(topic)}`,
    subjectOf: (event: DomainEvent) => `${subjectRoot}.${event.aggregateType}.${event.aggregateId}`,
    subjectsOf: (aggregateType: AggregateType) => `${subjectRoot}.${aggregateType}.>`,
    /** `max_msgs` stays unlimited: beside `max_bytes` old servers drop what `discard: new` keeps. */
    stream: {
      name: streamName,
      subjects: [`${subjectRoot}.>`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.New,
      max_age: nanos(14 * dayMs),
      max_bytes: shape.maxBytes ?? defaults.maxBytes,
      duplicate_window: nanos(2 * 60 * 1000),
      num_replicas: shape.replicas ?? 1,
    },
  };
}

/** Server 2.9 knows only one filter subject: a durable has a consumer for each aggregate type. */
export function consumerNameOf(durableName: string, aggregateType: AggregateType): string {
  return `${durableName.replaceAll('.', '-')}-${aggregateType}`;
}

/** The broker never gives up a delivery (`max_deliver`): the inbox parks in our own database. */
export function consumerConfigOf(
  layout: Layout,
  durableName: string,
  aggregateType: AggregateType,
  options: Pick<JetStreamBusOptions, 'ackWaitMs' | 'inFlightMax'>,
) {
  return {
    durable_name: consumerNameOf(durableName, aggregateType),
    deliver_policy: DeliverPolicy.All,
    filter_subject: layout.subjectsOf(aggregateType),
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(options.ackWaitMs ?? defaults.ackWaitMs),
    max_deliver: -1,
    max_ack_pending: options.inFlightMax ?? defaults.inFlightMax,
  };
}
