import { findBrokerProgram } from './broker-program.mjs';

const goPackage = 'github.com/nats-io/nats-server/v2';

/** The newest, and the oldest that we promise to be correct on. */
const programs = {
  newest: {
    name: 'nats-server',
    variable: 'NATS_SERVER_BINARY',
    version: '2.15.2',
    goPackage,
    isGood: (/** @type {number[]} */ [major = 0, minor = 0]) => major === 2 && minor >= 9,
  },
  2.9: {
    name: 'nats-server',
    variable: 'NATS_SERVER_29_BINARY',
    version: '2.9.25',
    goPackage,
    isGood: (/** @type {number[]} */ [major = 0, minor = 0]) => major === 2 && minor === 9,
  },
};

/**
 * Finds a nats-server that really runs on this machine, fetching one where none is installed. The
 * order is: NATS_SERVER_BINARY (for 2.9: NATS_SERVER_29_BINARY), PATH, `.cache`, the project's
 * release, Go.
 *
 * @param {import('./nats-server.d.mts').FindNatsServerOptions} [options]
 * @returns {Promise<string>} the program's absolute path
 * @throws {Error} with the remedy, when every way failed
 */
export function findNatsServer({ version = 'newest', say = () => {} } = {}) {
  return findBrokerProgram(programs[version], say);
}
