import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';

const notYetInitialized = 94;

/**
 * Makes the server on this port a one-node replica set, if it is none yet, and waits until it
 * takes writes. Data that was served on another port before is moved to this one.
 *
 * @param {{ port: number, replicaSet: string, timeoutMs: number, signal?: AbortSignal }} options
 *   once `signal` is aborted, waiting ends without an error
 * @returns {Promise<void>}
 * @throws {Error} when it takes no writes in time
 */
export async function awaitPrimary({ port, replicaSet, timeoutMs, signal }) {
  const deadline = performance.now() + timeoutMs;
  const mayWait = () => performance.now() < deadline && signal?.aborted !== true;
  // The driver gives up for good on a server that does not listen yet.
  while (mayWait() && !(await isListening(port))) await pause(20);
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: 2_000,
  });
  const admin = client.db('admin');
  const step = async () => {
    const hello = await admin.command({ hello: 1 });
    if (hello.isWritablePrimary === true && hello.me === `127.0.0.1:${port}`) return true;
    if (hello.isWritablePrimary !== true) await configure(admin, port, replicaSet);
    return false;
  };
  let lastError;
  try {
    while (mayWait()) {
      const isReady = await step().catch((error) => {
        // Not listening yet, or in the middle of an election: the deadline decides.
        lastError = error;
        return false;
      });
      if (isReady) return;
      await pause(30);
    }
  } finally {
    await client.close();
  }
  if (signal?.aborted === true) return;
  throw new Error(`MongoDB on port ${port} takes no writes: ${String(lastError)}`);
}

/**
 * @param {import('mongodb').Db} admin
 * @param {number} port
 * @param {string} replicaSet
 */
async function configure(admin, port, replicaSet) {
  const host = `127.0.0.1:${port}`;
  const members = [{ _id: 0, host }];
  const config = await admin.command({ replSetGetConfig: 1 }).then(
    (answer) => answer.config,
    (error) => {
      if (error.code === notYetInitialized) return undefined;
      throw error;
    },
  );
  if (config === undefined) {
    await admin.command({ replSetInitiate: { _id: replicaSet, members } });
  } else if (config.members[0]?.host !== host) {
    const moved = { ...config, version: config.version + 1, members };
    await admin.command({ replSetReconfig: moved, force: true });
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isListening(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const settle = (/** @type {boolean} */ isConnected) => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
