import { createRequire, syncBuiltinESMExports } from 'node:module';
import { hostname } from 'node:os';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { MongoDBInstrumentation } from '@opentelemetry/instrumentation-mongodb';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { createLogger } from '../../logging/index.js';
import { PublicFactsProcessor } from './public-facts.js';

/** Asked every few seconds by machines, or files that are the same for everybody. */
const untold = /^\/(?:(?:livez|readyz|metrics)$|_next\/static\/)/;

/** Loaded only where there is a collector: it and what it needs are a third of a second to load. */
export function startSdk(): void {
  diag.setLogger(diagnostics(), DiagLogLevel.WARN);
  const own = { 'service.name': 'marquee', 'service.instance.id': `${hostname()}/${process.pid}` };
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes(own))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new PublicFactsProcessor(new OTLPTraceExporter())],
  });
  // Without baggage: what strangers send along would be handed on to Stripe.
  provider.register({ propagator: new W3CTraceContextPropagator() });
  registerInstrumentations({
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url = '' }) => untold.test(url),
        requireParentforOutgoingSpans: true,
      }),
      // Makes no span outside of one: what relays and jobs ask all day long is nobody's trace.
      new MongoDBInstrumentation({ dbStatementSerializer: () => '' }),
      new UndiciInstrumentation({ requireParentforSpans: true }),
    ],
  });
  patchBuiltins();
}

/**
 * They patch what is loaded by `require`: MongoDB's driver is, by mongoose. Node's own modules are
 * loaded so here once, and what `import` sees of them is brought up to date, which Node has a
 * function for. So no loader hook stands between us and each of our modules.
 */
function patchBuiltins(): void {
  const require = createRequire(import.meta.url);
  require('node:http');
  require('node:https');
  syncBuiltinESMExports();
}

/** A collector that is away is said in the log, and is nobody else's trouble. */
function diagnostics() {
  const logger = createLogger({ name: 'tracing' });
  const say = (level: 'error' | 'warn' | 'info' | 'debug' | 'trace') => {
    return (message: string, ...details: unknown[]) => logger[level]({ details }, message);
  };
  return {
    ...{ error: say('error'), warn: say('warn'), info: say('info'), debug: say('debug') },
    verbose: say('trace'),
  };
}
