import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Where a running start says how the sandbox's secret side is reached, for operators' commands. */
export const addressFile = (dataDir: string): string => path.join(dataDir, 'stripe-sandbox.url');

export async function writeAddress(dataDir: string, port: number): Promise<void> {
  await writeFile(addressFile(dataDir), `http://127.0.0.1:${port}\n`, { mode: 0o600 });
}

export async function removeAddress(dataDir: string): Promise<void> {
  await rm(addressFile(dataDir), { force: true });
}
