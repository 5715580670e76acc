import type { Server as HttpServer } from 'node:http';
import type { Bus, Subscription } from '@marquee/common/bus';
import type { Clock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import type { Attachment, Service } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Metrics } from '@marquee/common/metrics';
import type { Sessions } from '@marquee/common/session';
import { Router } from 'express';
import { countViewers } from './features/count-viewers/count-viewers.js';
import { openAccount } from './features/follow-account/account.js';
import { watchBus } from './features/follow-bus/bus-watch.js';
import { followBus } from './features/follow-bus/follow-bus.js';
import { createAddressCount } from './features/guard-connections/address-count.js';
import { createConnectionPlaces } from './features/guard-connections/connection-places.js';
import { createConnectionRules } from './features/guard-connections/connection-rules.js';
import { createGuard } from './features/guard-connections/guard.js';
import { createOnlyRequests } from './features/guard-connections/only-requests.js';
import { createOwnOrigin } from './features/guard-connections/own-origin.js';
import { createSlowConnections } from './features/guard-connections/slow-connections.js';
import { openMarket } from './features/watch-event/market.js';
import { giveBackUpgrades } from './give-back-upgrades.js';
import type { RealtimeLimits } from './limits.js';
import { createLiveMetrics, type OccurredAt } from './live-metrics.js';
import { isSocketUrl, openSockets } from './open-sockets.js';
import type { AccountNamespace, MarketNamespace } from './sockets.js';
import type { Telling } from './triggers.js';

export { type RealtimeLimits, realtimeLimits } from './limits.js';

export interface RealtimeDependencies {
  readonly bus: Bus;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly trustProxy: number | readonly string[];
  readonly limits: RealtimeLimits;
}

export interface Realtime extends Service {
  /** Takes sockets on the path `/realtime` of this server; its other requests are left alone. */
  attach(server: HttpServer): Attachment;
}

/** The realtime gateway: owns nothing, forwards what the bus says to whoever may hear it. */
export function createRealtime(deps: RealtimeDependencies): Realtime {
  const { bus, sessions, clock, publicUrl, limits } = deps;
  const metrics = createLiveMetrics(deps.metrics, clock);
  const secure = new URL(publicUrl).protocol === 'https:';
  const io = openSockets(limits, metrics);
  let following: Subscription | null = null;
  const busWatch = watchBus(bus, () => following, limits, deps.logger, letGo);
  const addresses = createAddressCount(limits.socketsPerAddress, deps.trustProxy);
  const places = createConnectionPlaces({ addresses, limits, metrics });
  const rules = createConnectionRules({ limits, metrics });
  const slowConnections = createSlowConnections({ limits, metrics });
  const guard = createGuard({
    isOwnOrigin: createOwnOrigin(publicUrl),
    places,
    hears: busWatch.hears,
    sessions,
    clock,
    metrics,
  });
  const onlyRequests = createOnlyRequests(limits, metrics);

  io.of('/').use(guard.nothingHere);
  io.of((_name, _auth, next) => guard.unknownNamespace(next));
  const marketSockets = io.of('/market') as MarketNamespace;
  marketSockets.use(guard.ownOrigin).use(guard.hearing).use(guard.fairShare);
  marketSockets.on('connection', (socket) => {
    onlyRequests(socket, ['watch', 'unwatch']);
    socket.on('disconnect', () => rules.left(socket));
  });
  const viewers = countViewers({
    namespace: marketSockets,
    replica: newId(),
    signals: bus.signals,
    limits,
    metrics,
  });
  const market = openMarket({
    namespace: marketSockets,
    limits,
    metrics,
    onWatch: viewers.welcome,
  });
  const accountSockets = io.of('/account') as AccountNamespace;
  accountSockets.use(guard.ownOrigin).use(guard.hearing).use(guard.fairShare).use(guard.signedIn);
  accountSockets.on('connection', (socket) => {
    onlyRequests(socket, []);
    socket.on('disconnect', () => rules.left(socket));
  });
  const { isRevoked } = sessions;
  const account = openAccount({ namespace: accountSockets, isRevoked, clock, limits, metrics });

  function tell(telling: Telling, occurredAt: OccurredAt): void {
    if (telling.to === 'market') market.tell(telling.eventId, telling.facts, occurredAt);
    else account.tell(telling.userId, telling.changed, occurredAt);
  }

  function resync(): void {
    market.resync();
    account.resync();
  }

  /** Browsers come back to another replica, each after a moment of its own. */
  function letGo(): void {
    for (const name of ['/market', '/account']) io.of(name).disconnectSockets(true);
  }

  function endSockets(): void {
    letGo();
    io.engine?.close();
  }

  return {
    name: 'realtime',
    router: Router(),
    consumers: [],
    jobs: [],
    attach(server) {
      io.attach(server);
      giveBackUpgrades(server, isSocketUrl);
      for (const middleware of sessions.middleware({ secure })) io.engine.use(middleware);
      io.engine.on('connection', places.take);
      io.engine.on('connection', rules.keep);
      io.engine.on('connection', slowConnections.watch);
      io.engine.on('connection_error', ({ code }: { code: number }) =>
        metrics.refused(`handshake_${code}`),
      );
      return { detach: endSockets };
    },
    async start(role) {
      // Nobody connects to a worker.
      if (role === 'worker') return;
      following = await followBus({ ...deps, metrics, tell, onGap: resync });
    },
    async stop() {
      await following?.stop();
      viewers.stop();
      market.stop();
      account.stop();
      busWatch.stop();
      slowConnections.stop();
      endSockets();
    },
  };
}
