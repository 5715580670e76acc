import type { RefundDesk } from '@marquee/orders/operator';
import type { Random } from '../random.js';
import type { Asking } from './asking.js';
import type { Market } from './market.js';
import type { Memory } from './memory.js';
import type { Tally } from './tally.js';

/** Where an operator gives money back: what `npm run refund` uses. */
export type OperatorDesk = Pick<RefundDesk, 'ask' | 'show'>;

/** What somebody who does something at the front door works with. */
export interface Journeyer {
  readonly asking: Asking;
  readonly market: Market;
  readonly memory: Memory;
  readonly random: Random;
  readonly tally: Tally;
  /** Null where an operator's commands do not reach. */
  readonly desk: OperatorDesk | null;
}

/** One thing that people do, from its first request to its last. */
export type Journey = (journeyer: Journeyer) => Promise<void>;
