import { ensureStream } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import type { Command } from '../command.js';
import { readBus } from './config.js';

const waitMsMax = 600_000;
const retryMs = 1_000;

/** `setup-streams`: makes the stream or brings it up to date, when the broker is there. */
export const setupStreams: Command = async ({ env, terminal }) => {
  const { NATS_URL: servers = [], ...bus } = readBus(env);
  const { NATS_USER, NATS_PASSWORD, NATS_INBOX_PREFIX, NATS_CA_FILE } = bus;
  const deadlineMs = performance.now() + waitMsMax;
  for (;;) {
    try {
      const { isNew, changed } = await ensureStream({
        ...{ servers, name: 'setup', replicas: bus.NATS_STREAM_REPLICAS },
        ...(NATS_USER !== undefined && { user: NATS_USER }),
        ...(NATS_PASSWORD !== undefined && { password: NATS_PASSWORD }),
        ...(NATS_CA_FILE !== undefined && { caFile: NATS_CA_FILE }),
        ...(NATS_INBOX_PREFIX !== undefined && { inboxPrefix: NATS_INBOX_PREFIX }),
        ...(bus.NATS_STREAM_MAX_BYTES !== undefined && { maxBytes: bus.NATS_STREAM_MAX_BYTES }),
      });
      const change = changed.length === 0 ? 'as it should be' : `changed: ${changed.join(', ')}`;
      terminal.tell(`The stream is ${isNew ? 'made' : change}`);
      return 0;
    } catch (error) {
      // A limit that would drop events is not cured by waiting.
      if (error instanceof RangeError || performance.now() > deadlineMs) throw error;
      terminal.tell(`Waiting for ${servers.join(', ')}: ${String(error)}`);
      await systemClock.sleep(retryMs);
    }
  }
};
