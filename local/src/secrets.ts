import { randomBytes } from 'node:crypto';
import { chmod, link, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const schema = z.strictObject({
  /** Newest first; the first one signs, all of them verify. */
  sessionKeys: z.array(z.string().min(32)).min(1),
  stripeSecretKey: z.string(),
  stripeWebhookSecret: z.string(),
});

/** What only this marketplace knows. Kept in its data directory, never in the repository. */
export type Secrets = z.infer<typeof schema>;

/**
 * The secrets of this data directory, made on the first call. The file is readable by its owner
 * only, and is put in place in one step, so that a killed start leaves all of it or nothing.
 */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json');
  const found = await read(file);
  if (found !== null) return found;

  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(unfinished, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600 });
  // `link` refuses to replace: whoever comes second uses what the first one made.
  await link(unfinished, file).catch(unlessExists);
  await unlink(unfinished);
  const written = await read(file);
  if (written === null) throw new Error(`${file} was removed while it was being made`);
  return written;
}

async function read(file: string): Promise<Secrets | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  await chmod(file, 0o600);
  return schema.parse(JSON.parse(text));
}

function newSecrets(): Secrets {
  return {
    sessionKeys: [randomBytes(32).toString('base64url')],
    stripeSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
  };
}

function unlessExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
