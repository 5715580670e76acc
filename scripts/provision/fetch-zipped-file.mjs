import { writeFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

const answerMsMax = 5_000;
const downloadMsMax = 120_000;

/**
 * Downloads a zip archive and writes one of its files.
 *
 * @param {string} url
 * @param {string} name the file's path in the archive
 * @param {string} target where it is written
 * @throws {Error} when the host does not answer in 5 seconds, or has no such archive or file
 */
export async function fetchZippedFile(url, name, target) {
  const aborter = new AbortController();
  const timer = setTimeout(() => aborter.abort(new Error('no answer')), answerMsMax);
  const late = AbortSignal.timeout(downloadMsMax);
  const response = await fetch(url, { signal: AbortSignal.any([aborter.signal, late]) }).finally(
    () => clearTimeout(timer),
  );
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  await writeFile(target, fileInZip(Buffer.from(await response.arrayBuffer()), name));
}

/**
 * One file out of a zip archive; where things are in it: PKWARE's APPNOTE 4.3.
 *
 * @param {Buffer} archive
 * @param {string} name
 * @returns {Buffer}
 * @throws {Error} when it is not there or not packed in the usual way
 */
export function fileInZip(archive, name) {
  const end = archive.lastIndexOf('PK\x05\x06');
  if (end < 0) throw new Error('not a zip archive');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameBytes = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + nameBytes) === name) return unpack(archive, at);
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw new Error(`${name} is not in the archive`);
}

/**
 * @param {Buffer} archive
 * @param {number} entry where its entry in the central directory begins
 */
function unpack(archive, entry) {
  const packing = archive.readUInt16LE(entry + 10);
  const packedBytes = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  const from = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const packed = archive.subarray(from, from + packedBytes);
  if (packing === 0) return packed;
  if (packing === 8) return inflateRawSync(packed);
  throw new Error(`packed in a way we do not know (${packing})`);
}
