import { setTimeout as pause } from 'node:timers/promises';

const jobsMsMax = 600_000;
const lookEveryMs = 2_000;

/**
 * Waits until all Jobs with a label have succeeded. One that is gone has: it was forgotten some time
 * after its end, which may be before anybody looked.
 *
 * @param {Pick<import('./cluster.mjs').Cluster, 'get'>} cluster
 * @param {string} label
 * @throws {Error} with the names of those that failed or did not end
 */
export async function waitForJobs(
  { get },
  label,
  { msMax = jobsMsMax, everyMs = lookEveryMs } = {},
) {
  const deadline = performance.now() + msMax;
  for (;;) {
    const jobs = await get('jobs', '-l', label);
    const failed = jobs.filter((job) => has(job, 'Failed'));
    if (failed.length > 0) throw new Error(`Jobs failed: ${namesOf(failed)}`);
    const open = jobs.filter((job) => !has(job, 'Complete'));
    if (open.length === 0) return;
    if (performance.now() > deadline) throw new Error(`Jobs did not end: ${namesOf(open)}`);
    await pause(everyMs);
  }
}

/** @param {any} job @param {string} type */
function has({ status }, type) {
  const conditions = status?.conditions ?? [];
  return conditions.some((/** @type {any} */ one) => one.type === type && one.status === 'True');
}

/** @param {any[]} jobs */
const namesOf = (jobs) => jobs.map(({ metadata }) => metadata.name).join(', ');
