import { ProxyTracerProvider, trace } from '@opentelemetry/api';
import { systemClock } from '../clock.js';

interface StopOptions {
  /** How long a collector that does not answer may hold up the end of the process. */
  readonly graceMs: number;
  onFailure(error: unknown): void;
}

/** Sends the spans that are left, and makes no more. Does nothing where nothing is traced. */
export async function stopTracing({ graceMs, onFailure }: StopOptions): Promise<void> {
  const provider = trace.getTracerProvider();
  const sdk = provider instanceof ProxyTracerProvider ? provider.getDelegate() : provider;
  if (!isStoppable(sdk)) return;
  const timer = new AbortController();
  const stopped = sdk.shutdown().catch(onFailure);
  await Promise.race([stopped, systemClock.sleep(graceMs, timer.signal)]);
  timer.abort();
}

function isStoppable(sdk: object): sdk is { shutdown(): Promise<void> } {
  return 'shutdown' in sdk && typeof sdk.shutdown === 'function';
}
