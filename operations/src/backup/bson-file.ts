import { open } from 'node:fs/promises';

const lengthBytes = 4;

/** The documents of a `.bson` file one after another, as bytes. Throws RangeError on a torn one. */
export async function* readBsonFile(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    for (let position = 0; ; ) {
      const head = Buffer.alloc(lengthBytes);
      const { bytesRead } = await handle.read(head, 0, lengthBytes, position);
      if (bytesRead === 0) return;
      const document = Buffer.alloc(bytesRead < lengthBytes ? 0 : head.readInt32LE(0));
      const read = await handle.read(document, 0, document.length, position);
      if (document.length === 0 || read.bytesRead < document.length)
        throw new RangeError(`${file} ends in the middle of a document`);
      position += document.length;
      yield document;
    }
  } finally {
    await handle.close();
  }
}
