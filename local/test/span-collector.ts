import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { closeServer, listen } from '@marquee/common/http';

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of the process. */
  readonly resource: Readonly<Record<string, unknown>>;
}

export interface SpanCollector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** As it came, which is what a stranger with the collector's disk can read. */
  readonly text: () => string;
  stop(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
type RawSpan = Omit<CollectedSpan, 'kind' | 'attributes' | 'resource'> & {
  readonly kind: number;
  readonly attributes: readonly Attribute[];
};
interface Batch {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[];
  }[];
}

const kinds = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;

function valuesOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

/** A collector that speaks OTLP over HTTP, as far as spans go. */
export async function startSpanCollector(): Promise<SpanCollector> {
  const spans: CollectedSpan[] = [];
  const texts: string[] = [];
  const take = ({ resourceSpans }: Batch) => {
    for (const { resource, scopeSpans } of resourceSpans) {
      const ofProcess = valuesOf(resource.attributes);
      for (const { kind, attributes, ...span } of scopeSpans.flatMap((scope) => scope.spans)) {
        const facts = { kind: kinds[kind] ?? 'internal', attributes: valuesOf(attributes) };
        spans.push({ ...span, ...facts, resource: ofProcess });
      }
    }
  };
  const server = createServer((req, res) => {
    void json(req).then((batch) => {
      texts.push(JSON.stringify(batch));
      take(batch as Batch);
      res.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    });
  });
  const port = await listen(server, 0, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    text: () => texts.join('\n'),
    stop: () => closeServer(server, 0),
  };
}
