import type { Ground } from '../backbone/ground.js';
import { type ForkedEntry, forkEntry } from '../contestants/fork-entry.js';

export type GatewayKind = 'marquee' | 'raw' | 'emit to all';

/** What the gateway's process has used until it was asked. */
export interface GatewayUsage {
  readonly cpuMs: number;
  readonly residentBytes: number;
}

export interface GatewayProcess extends Pick<ForkedEntry<unknown>, 'stop'> {
  readonly port: number;
  usage(): Promise<GatewayUsage>;
}

/** A gateway in a process of its own, which follows the stream. */
export async function startGateway(
  { natsUrl }: Ground,
  stream: string,
  kind: GatewayKind,
): Promise<GatewayProcess> {
  const entry = new URL('./gateway.entry.js', import.meta.url);
  const forked = await forkEntry<{ readonly port: number }>(entry, [natsUrl, stream, kind]);
  return {
    port: forked.ready.port,
    usage: async () => (await forked.ask('usage')) as GatewayUsage,
    stop: forked.stop,
  };
}
