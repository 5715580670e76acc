import { waitFor } from '../waiting.js';

const happenMsMax = 15_000;

/** Waits for something without which the provocation would prove nothing. Throws without it. */
export async function mustHappen(
  what: string,
  look: () => Promise<boolean> | boolean,
): Promise<void> {
  const happened = await waitFor(happenMsMax, async () => ((await look()) ? true : null));
  if (happened === null) throw new Error(`It never happened: ${what}`);
}
