import { readConfig } from '../ledger-command/config.js';
import { runLedgerCommand } from '../ledger-command/ledger-command.js';
import type { World } from './topology/world.js';

export interface CheckedBooks {
  readonly isBalanced: boolean;
  /** What the command printed and told. */
  readonly lines: readonly string[];
}

/** What an operator reads who types `npm run ledger -- check` at the end. */
export async function checkBooks({ database, stripe }: World): Promise<CheckedBooks> {
  const lines: string[] = [];
  const terminal = { print: add, tell: add };
  const config = readConfig({
    MONGO_URL: database.url,
    STRIPE_SANDBOX_URL: stripe.url,
    STRIPE_SANDBOX_SECRET_KEY: stripe.secretKey,
  });
  const code = await runLedgerCommand(['check'], config, terminal);
  return { isBalanced: code === 0, lines };

  function add(text: string): void {
    lines.push(...text.split('\n'));
  }
}
