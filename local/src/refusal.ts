/** Why we do not start, in words for the person at the terminal: no stack, no blame. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
