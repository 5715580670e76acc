import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const fontFile = '@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-800-normal.woff';

/** The display face for drawn images, which cannot use the page's variable one. */
export async function displayFont() {
  // Hoisted: found from the workspace's root as well as from the client's folder.
  const resolveFrom = createRequire(path.join(process.cwd(), 'package.json'));
  const data = await readFile(resolveFrom.resolve(fontFile));
  return { name: 'Bricolage Grotesque', data, weight: 800, style: 'normal' } as const;
}
