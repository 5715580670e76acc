export const partitionCount = 64;

/**
 * The partition of an aggregate: 32-bit FNV-1a over the UTF-16 code units of its id, mod 64.
 * Rows keep it, so it must never change.
 */
export function partitionOf(aggregateId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < aggregateId.length; index += 1) {
    hash = Math.imul(hash ^ aggregateId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % partitionCount;
}
