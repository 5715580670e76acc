import type { Database } from '../../mongo/index.js';
import { type LeaseMember, readLeaseTable } from '../leases/lease-table.js';

/** The relays of a database that share its partitions by leases and live, as far as it knows. */
export async function livingRelays(database: Database): Promise<readonly LeaseMember[]> {
  const { members } = await readLeaseTable(database);
  return members.filter(({ leftMs }) => leftMs > 0);
}
