#!/usr/bin/env node
/** Writes the broker's users from the durables that were built; with `--check` it only compares. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { brokerUsers } from '../infra/k8s/secrets/passwords.mjs';
import { owners } from './docs/events-document.mjs';
import { usersConf } from './k8s/broker-users.mjs';
import { repositoryRoot } from './provision/repository.mjs';

const declared = path.join(repositoryRoot, 'local/dist/src/required-durables.js');
const file = path.join(repositoryRoot, 'infra/k8s/base/nats/users.conf');
const { requiredDurables } = await import(pathToFileURL(declared).href);

const aggregates = Object.entries(owners);
const services = brokerUsers.filter((name) => name !== 'setup');
const users = services.map((name) => ({
  name,
  publishes: aggregates.filter(([, { emitter }]) => emitter === name).map(([type]) => type),
  // Revocations everybody; what browsers are told realtime.
  follows: aggregates
    .filter(([type, { listeners }]) =>
      name === 'realtime' ? listeners.includes(name) : type === 'user',
    )
    .map(([type]) => type),
  hasSignals: name === 'realtime',
}));
const wanted = usersConf(users, requiredDurables);

if (!process.argv.includes('--check')) await writeFile(file, wanted);
else if ((await readFile(file, 'utf8')) !== wanted) {
  process.stdout.write(
    "infra/k8s/base/nats/users.conf is not what the services' durables say: run `npm run k8s:users`\n",
  );
  process.exitCode = 1;
}
