/** Thrown by a consumer whose event needs another one that has not arrived: brought again later. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  constructor(
    readonly afterMs: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}
