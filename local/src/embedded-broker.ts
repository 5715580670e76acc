import path from 'node:path';
import type { BusEnvironment } from '@marquee/common/config';
import { givenServer, type Server, watchServer } from './embedded-server.js';
import { loadBrokerScripts } from './repository.js';

/** What the bus is told, and the server behind it. */
export interface Broker extends Omit<Server, 'url'> {
  readonly settings: BusEnvironment;
}

/**
 * A real broker of our own on this data directory, when BUS wants one and NATS_URL names none. One
 * that a killed start left behind is stopped first.
 */
export async function startBroker(
  settings: BusEnvironment,
  dataDir: string,
  say: (line: string) => void,
): Promise<Broker> {
  if (settings.BUS === 'in-process' || settings.NATS_URL !== undefined)
    return { ...givenServer(''), settings };
  const { name, folder, start } = kindOf(settings);
  const brokerDir = path.join(dataDir, folder);
  const running = await start(brokerDir, say);
  say(`${name}: ${running.url} (process ${running.pid}), data in ${brokerDir}`);
  const server = watchServer(name, running, `${brokerDir}.log`);
  return { ...server, settings: { ...settings, NATS_URL: [running.url] } };
}

function kindOf({ BUS, NATS_CLUSTER_ID: clusterId }: BusEnvironment) {
  type Say = (line: string) => void;
  if (BUS === 'nats-streaming')
    return {
      ...{ name: 'NATS Streaming', folder: 'nats-streaming' },
      async start(dataDir: string, say: Say) {
        const scripts = await loadBrokerScripts();
        const binary = await scripts.findNatsStreamingServer({ say });
        return scripts.startNatsStreamingServer({ binary, dataDir, clusterId });
      },
    };
  return {
    ...{ name: 'NATS', folder: 'nats' },
    async start(dataDir: string, say: Say) {
      const scripts = await loadBrokerScripts();
      const binary = await scripts.findNatsServer({ say });
      return scripts.startNatsServer({ binary, dataDir });
    },
  };
}
