import { z } from 'zod';
import { readEnvironment } from '../config/read-environment.js';

const schema = z.object({
  /** The collector's base address, such as `http://jaeger:4318`. Nothing is traced without it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
});

/**
 * Whether spans are to be sent anywhere. Where, and how many, the SDK reads from its own standard
 * variables (`OTEL_…`). Throws ConfigurationError when the address is none.
 */
export function isTracingWanted(): boolean {
  return readEnvironment(schema, process.env).OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
}
