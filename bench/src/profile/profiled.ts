import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ProfileSummary, readProfile, type Share } from './read-profile.js';
import { recordProfile } from './record-profile.js';

const shown = 15;
const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where a profile of this name is kept, for DevTools. */
export const profileFile = (name: string) => path.join(root, '.cache/bench', `${name}.cpuprofile`);

/** Records this process while `work` is done; answers where its time went, for a person. */
export async function profiled(name: string, work: () => Promise<unknown>): Promise<string> {
  const profile = recordProfile();
  await profile.start();
  await work();
  const file = profileFile(name);
  await profile.stop(file);
  return `${file}\n${formatSummary(await readProfile(file))}`;
}

export function formatSummary({ busyPercent, functions, places }: ProfileSummary): string {
  const list = (shares: readonly Share[]) =>
    shares
      .slice(0, shown)
      .map(({ name, percent }) => `${percent.toFixed(1).padStart(6)} %  ${name}`);
  return [
    `The process was busy for ${busyPercent.toFixed(0)} % of the time. Self time of that:`,
    ...list(functions),
    'by package and folder:',
    ...list(places),
  ].join('\n');
}
