import { profileRace } from './race/profile-race.js';
import { runRace } from './race/run-race.js';

const usage = `npm run bench -- race             everybody against everybody (below 4 minutes)
npm run bench -- race --profile   ours alone, and where its time goes`;

const say = (line: string) => console.log(line);
const [name, ...options] = process.argv.slice(2);
const isProfile = options.length === 1 && options[0] === '--profile';

// A Ctrl-C ends us; the processes under test end when they notice, and clean up behind themselves.
process.on('SIGINT', () => process.exit(130));
if (name === 'race' && options.length === 0) await runRace(say);
else if (name === 'race' && isProfile) await profileRace(say);
else {
  say(usage);
  process.exitCode = 1;
}
