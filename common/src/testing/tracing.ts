import { context, propagation, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-node';
import { PublicFactsProcessor } from '../tracing/sdk/public-facts.js';

export interface TestTracing {
  /** Every span that has ended, as it would leave the process. */
  spans(): Promise<ReadableSpan[]>;
  stop(): Promise<void>;
}

/** Traces what this process does, into its memory. */
export function startTestTracing(): TestTracing {
  const exporter = new InMemorySpanExporter();
  const processor = new PublicFactsProcessor(exporter);
  const provider = new NodeTracerProvider({ spanProcessors: [processor] });
  provider.register();
  return {
    async spans() {
      await processor.forceFlush();
      return exporter.getFinishedSpans();
    },
    async stop() {
      await provider.shutdown();
      for (const part of [trace, context, propagation]) part.disable();
    },
  };
}
