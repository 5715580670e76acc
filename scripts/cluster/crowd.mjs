import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { repositoryRoot } from '../provision/repository.mjs';
import { forwardDatabases } from './port-forwards.mjs';

const entry = path.join(repositoryRoot, 'local/dist/src/prove/deployed.entry.js');

/**
 * Lets people use the front door while `work` is done; then everybody asks again, and the books of
 * all services are read (I1 to I10, those that can be read from them). Answers what was broken.
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
    const ended = once(child, 'exit');
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += String(chunk);
    });
    try {
      await Promise.race([work(), ended.then(() => Promise.reject(new Error(output)))]);
    } finally {
      if (child.connected) child.send('end');
    }
    const [code] = await ended;
    const lines = output.trim().split('\n');
    for (const line of lines) cluster.say(line);
    return code === 0 ? [] : lines.filter((line) => /VIOLATED|failed/.test(line));
  } finally {
    await forwards.close();
  }
}
