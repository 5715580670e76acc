import type { StreamInfo } from '@nats-io/jetstream';
import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';

const alarmRatio = 0.7;

/** Tells how full the stream is; from 70 % on it is an alarm, since a full one refuses. */
export function createStreamGauges(metrics: Metrics, logger: Logger) {
  const labels = ['stream'] as const;
  const bytes = metrics.gauge('bus_stream_bytes', 'Bytes the stream holds', labels);
  const bytesMax = metrics.gauge('bus_stream_bytes_max', 'Bytes it may hold (0: any)', labels);
  const alarm = metrics.gauge(
    'bus_stream_nearly_full',
    '1 from 70 % of its bytes on: when it is full, publishing stops',
    labels,
  );
  let wasNearlyFull = false;

  return (info: StreamInfo): void => {
    const stream = info.config.name;
    const limit = Math.max(0, info.config.max_bytes);
    const isNearlyFull = limit > 0 && info.state.bytes >= alarmRatio * limit;
    bytes.set({ stream }, info.state.bytes);
    bytesMax.set({ stream }, limit);
    alarm.set({ stream }, isNearlyFull ? 1 : 0);
    if (isNearlyFull && !wasNearlyFull) {
      logger.error({ stream, bytes: info.state.bytes, limit }, 'The stream is nearly full');
    }
    wasNearlyFull = isNearlyFull;
  };
}
