import { credsAuthenticator, type NodeConnectionOptions } from '@nats-io/transport-node';
import type { JetStreamServers } from './options.js';

/** The driver's options: reconnecting for ever with jitter, and noticing a silent server soon. */
export function connectionOptions(options: JetStreamServers): NodeConnectionOptions {
  const { servers, user, password, creds, caFile, inboxPrefix, name } = options;
  return {
    servers: [...servers],
    name,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { pass: password }),
    ...(creds === undefined
      ? {}
      : { authenticator: credsAuthenticator(new TextEncoder().encode(creds)) }),
    ...(caFile === undefined ? {} : { tls: { caFile } }),
    ...(inboxPrefix === undefined ? {} : { inboxPrefix }),
    timeout: 5_000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 200,
    reconnectJitter: 400,
    // A server that was frozen keeps its sockets open.
    pingInterval: 3_000,
    maxPingOut: 2,
    // Credentials that are refused now may be right once they were rolled out.
    ignoreAuthErrorAbort: true,
    // A stack trace for every request costs more than the request.
    noAsyncTraces: true,
  };
}
