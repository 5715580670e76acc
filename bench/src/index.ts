import { runFanout } from './fanout/run-fanout.js';
import { runLatency } from './latency/run-latency.js';
import { runLatencyLive } from './latency-live/run-latency-live.js';
import { runOutbox } from './outbox/run-outbox.js';
import { profileRace } from './race/profile-race.js';
import { runRace } from './race/run-race.js';
import { runRelay } from './relay/run-relay.js';

const usage = `npm run bench -- race      everybody against everybody (below 4 minutes)
npm run bench -- outbox    what the outbox row costs the transaction of a change
npm run bench -- relay     how fast an outbox drains; --full: a million rows as well
npm run bench -- latency   how soon a commit is heard; --full: with a million rows kept
npm run bench -- fanout    a ticket's change to a thousand browsers; --full: 4,000, and 10,000 elsewhere
npm run bench -- latency-live   how soon a thousand browsers have a commit

--profile   ours alone, and where its time goes`;

const say = (line: string) => console.log(line);

type Options = { readonly isProfiled: boolean; readonly isFull: boolean };

const benches: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  race: ({ isProfiled }) => (isProfiled ? profileRace(say) : runRace(say)),
  outbox: (options) => runOutbox(say, options),
  latency: (options) => runLatency(say, options),
  relay: (options) => runRelay(say, options),
  fanout: (options) => runFanout(say, options),
  'latency-live': () => runLatencyLive(say),
};

const [name = '', ...words] = process.argv.slice(2);
const bench = benches[name];
const options = { isProfiled: words.includes('--profile'), isFull: words.includes('--full') };
const isUnderstood = words.every((word) => word === '--profile' || word === '--full');

// A Ctrl-C ends us; the processes under test end when they notice, and clean up behind themselves.
process.on('SIGINT', () => process.exit(130));
if (bench !== undefined && isUnderstood) await bench(options);
else {
  say(usage);
  process.exitCode = 1;
}
