import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the operating system says of a process. */
export async function stateOf(pid: number): Promise<'running' | 'stopped' | 'gone'> {
  const letter = process.platform === 'linux' ? await linuxState(pid) : await portableState(pid);
  if (letter === '' || letter === 'Z' || letter === 'X') return 'gone';
  return letter === 'T' ? 'stopped' : 'running';
}

async function linuxState(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name, in brackets, may hold spaces; the state is the first letter behind it.
  return stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
}

async function portableState(pid: number): Promise<string> {
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'state=']).catch(() => ({
    stdout: '',
  }));
  return stdout.trim().charAt(0);
}
