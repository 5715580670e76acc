import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { repositoryRoot } from '../provision/repository.mjs';
import { forwardDatabases } from './port-forwards.mjs';

/** Words of the prover. */
const marketIsOpen = 'the market is open';
const unchecked = 'NOT CHECKED ';
const entry = path.join(repositoryRoot, 'local/dist/src/prove/deployed.entry.js');

/**
 * Lets people use the front door while `work` is done; then everybody asks again, and the books of
 * all services are read for I1 to I10. Answers what was broken; what cannot be read there is named
 * among what was not run.
 *
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {{ mayFail: boolean }} options whether requests may fail meanwhile
 * @param {() => Promise<void>} work
 * @returns {Promise<string[]>}
 */
export async function whilePeopleCome(cluster, { mayFail }, work) {
  const forwards = await forwardDatabases(cluster);
  try {
    const child = fork(entry, {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: {
        ...process.env,
        PROVE_URL: cluster.place.url,
        PROVE_SESSION_KEY: cluster.passwords.SESSION_KEYS,
        PROVE_MONGO_URLS: JSON.stringify(forwards.urls),
        PROVE_MAY_FAIL: mayFail ? 'yes' : 'no',
      },
    });
    // Not its exit: by then all that it said was not heard.
    const ended = once(child, 'close');
    let output = '';
    const opened = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      child.stdout?.on('data', (chunk) => {
        output += String(chunk);
        if (output.includes(marketIsOpen)) resolve();
      });
    });
    const brokenOff = ended.then(() => Promise.reject(new Error(`The prover ended: ${output}`)));
    try {
      await Promise.race([opened, brokenOff]);
      await Promise.race([work(), brokenOff]);
    } finally {
      if (child.connected) child.send('end');
      await ended;
    }
    const [code] = await ended;
    const lines = output.trim().split('\n');
    for (const line of lines) cluster.say(line);
    for (const line of lines) if (line.startsWith(unchecked)) cluster.leaveOut(line);
    if (code === 0) return [];
    const bad = lines.filter((line) => /VIOLATED|failed/.test(line));
    return bad.length > 0 ? bad : [`the prover ended with ${code}: ${lines.at(-1)}`];
  } finally {
    await forwards.close();
  }
}
