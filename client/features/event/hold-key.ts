/** Remembers the key of one request until its content changes or it is refused for good. */
export class HoldKey {
  private current: { content: string; key: string } | null = null;

  constructor(private readonly makeKey: () => string) {}

  /** The same content gets the same key, so a repetition after a lost answer cannot hold twice. */
  keyFor(content: string): string {
    if (this.current?.content !== content) this.current = { content, key: this.makeKey() };
    return this.current.key;
  }

  /** A definite refusal created nothing: the next press is a new request. */
  renew(): void {
    this.current = null;
  }
}
