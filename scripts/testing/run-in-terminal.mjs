import { spawn } from 'node:child_process';

/**
 * Runs a Node.js program of ours in this terminal, and returns its exit code.
 *
 * @param {string[]} args the program's file and its arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function runInTerminal(args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { ...options, stdio: 'inherit' });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.on('SIGTERM', pass);
    // The terminal has sent its Ctrl-C to the child as well: only wait for its end.
    const wait = () => {};
    process.on('SIGINT', wait);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.removeListener('SIGTERM', pass);
      process.removeListener('SIGINT', wait);
      resolve(code ?? 1);
    });
  });
}
