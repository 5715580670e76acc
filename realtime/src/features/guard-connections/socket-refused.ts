import type { ProblemCode } from '@marquee/common/errors';
import type { Refusal } from '../../domain/messages.js';

/** Arrives at the browser as `connect_error`, with the reason in `data`. */
export class SocketRefused extends Error {
  override readonly name = 'SocketRefused';
  readonly data: Refusal['error'];
  constructor(code: ProblemCode, detail: string) {
    super(detail);
    this.data = { code, detail };
  }
}
