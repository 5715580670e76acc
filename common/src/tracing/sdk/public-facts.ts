import type { Attributes } from '@opentelemetry/api';
import { BatchSpanProcessor, type ReadableSpan, type Span } from '@opentelemetry/sdk-trace-node';

/** All that leaves the process; what an instrumentation adds tomorrow stays here until it is read. */
const publicAttributes = new Set([
  ...['http.request.method', 'http.response.status_code', 'http.route', 'error.type'],
  ...['url.scheme', 'url.path', 'url.full', 'server.address', 'server.port'],
  ...['network.protocol.name', 'network.protocol.version'],
  ...['db.system.name', 'db.namespace', 'db.collection.name', 'db.operation.name'],
  ...['next.route', 'next.span_type'],
]);
const publicPrefixes = ['marquee.', 'messaging.'];

function isPublic(name: string): boolean {
  return publicAttributes.has(name) || publicPrefixes.some((prefix) => name.startsWith(prefix));
}

/** Queries hold what people typed, and some addresses a password. */
function withoutQuery(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url === null ? address.replace(/\?.*$/s, '') : `${url.origin}${url.pathname}`;
}

function keepPublic(attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (!isPublic(name)) delete attributes[name];
    else if (name.startsWith('url.')) attributes[name] = withoutQuery(String(value));
  }
}

/**
 * Sends spans in batches, without what is private: addresses and browsers of people, queries,
 * statements, and the words of errors, which repeat the values they are about.
 */
export class PublicFactsProcessor extends BatchSpanProcessor {
  /** Next names some spans after a whole address. */
  onEnding(span: Span & Pick<ReadableSpan, 'name'>): void {
    if (span.name.includes('?')) span.updateName(withoutQuery(span.name));
  }

  override onEnd(span: ReadableSpan): void {
    keepPublic(span.attributes);
    delete span.status.message;
    span.events.splice(0);
    super.onEnd(span);
  }
}
