import { Decoder, Encoder } from 'socket.io-parser';
import type { LiveMetrics } from '../../live-metrics.js';

interface Parser {
  readonly Encoder: typeof Encoder;
  readonly Decoder: typeof Decoder;
}

/**
 * Socket.IO's own parser, which counts what it cannot read: before a namespace is joined as well,
 * when there is no socket yet that would hear of it. Socket.IO closes the connection.
 */
export function createCountingParser(metrics: Pick<LiveMetrics, 'refused'>): Parser {
  class CountingDecoder extends Decoder {
    override add(packet: unknown): void {
      try {
        super.add(packet);
      } catch (error) {
        metrics.refused('malformed_packet');
        throw error;
      }
    }
  }
  return { Encoder, Decoder: CountingDecoder };
}
