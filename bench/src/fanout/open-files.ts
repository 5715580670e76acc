import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** What a process holds open besides its connections. */
const spare = 200;

/** Throws, saying what helps, where a process may not have so many connections open. */
export async function requireOpenFiles(connections: number): Promise<void> {
  const { stdout } = await run('sh', ['-c', 'ulimit -n']);
  const allowed = stdout.trim() === 'unlimited' ? Number.POSITIVE_INFINITY : Number(stdout);
  const needed = connections + spare;
  if (allowed >= needed) return;
  throw new Error(
    `${needed} open files are needed and ${allowed} allowed: say \`ulimit -n ${needed}\` first ` +
      '(the hard limit is the administrator’s), or run it without --full',
  );
}
