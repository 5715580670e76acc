import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What tells this process from a later one with the same number, or null when no process has that
 * number. A pid alone proves nothing: numbers are used again, after a restart of the machine soon.
 */
export async function identityOf(pid: number): Promise<string | null> {
  return process.platform === 'linux' ? linuxIdentity(pid) : portableIdentity(pid);
}

async function linuxIdentity(pid: number): Promise<string | null> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The name, in brackets, may hold spaces; the fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return null;
  return `${boot.trim()} ${fields[19] ?? ''}`;
}

async function portableIdentity(pid: number): Promise<string | null> {
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'lstart=']).catch(() => ({
    stdout: '',
  }));
  return stdout.trim() === '' ? null : stdout.trim();
}
