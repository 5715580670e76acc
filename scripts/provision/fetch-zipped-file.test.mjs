import { fileInZip } from './fetch-zipped-file.mjs';

/** Made by Python's zipfile: `a/stored` is stored as it is, `a/packed` is deflated. */
const archive = Buffer.from(
  [
    'UEsDBBQAAAAAAABNdV0gMDo2BgAAAAYAAAAIAAAAYS9zdG9yZWRoZWxsbwpQSwMEFAAAAAgAAE11XQfIM7cOAAAA',
    'XgEAAAgAAABhL3BhY2tlZCtITM5OTVEoGKVoQQEAUEsBAhQDFAAAAAAAAE11XSAwOjYGAAAABgAAAAgAAAAAAAAA',
    'AAAAAKSBAAAAAGEvc3RvcmVkUEsBAhQDFAAAAAgAAE11XQfIM7cOAAAAXgEAAAgAAAAAAAAAAAAAAKSBLAAAAGEv',
    'cGFja2VkUEsFBgAAAAACAAIAbAAAAGAAAAAAAA==',
  ].join(''),
  'base64',
);

describe('fileInZip', () => {
  test('a file comes out as it went in, packed or not', () => {
    expect(fileInZip(archive, 'a/stored').toString()).toBe('hello\n');
    expect(fileInZip(archive, 'a/packed').toString()).toBe('packed '.repeat(50));
  });

  test('what is not in it, and what is no archive, is refused', () => {
    expect(() => fileInZip(archive, 'a/other')).toThrow('a/other is not in the archive');
    expect(() => fileInZip(Buffer.from('<html>'), 'a/stored')).toThrow('not a zip archive');
  });
});
