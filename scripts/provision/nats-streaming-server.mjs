import { findBrokerProgram } from './broker-program.mjs';

/** The last one there is: the project has ended. */
const program = {
  name: 'nats-streaming-server',
  variable: 'NATS_STREAMING_SERVER_BINARY',
  version: '0.25.6',
  goPackage: 'github.com/nats-io/nats-streaming-server',
  isGood: (/** @type {number[]} */ [major = 0, minor = 0]) => major === 0 && minor >= 25,
};

/**
 * Finds a nats-streaming-server that really runs on this machine, fetching one where none is
 * installed. The order is: NATS_STREAMING_SERVER_BINARY, PATH, `.cache`, the project's release, Go.
 *
 * @param {{ say?: (line: string) => void }} [options] `say` is told each step in one line
 * @returns {Promise<string>} the program's absolute path
 * @throws {Error} with the remedy, when every way failed
 */
export function findNatsStreamingServer({ say = () => {} } = {}) {
  return findBrokerProgram(program, say);
}
