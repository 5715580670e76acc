import { backup } from './backup/backup.command.js';
import { restore } from './backup/restore.command.js';
import type { Command } from './command.js';
import { initReplicaSet } from './init-replica-set/init-replica-set.command.js';
import { ledger } from './ledger/ledger.command.js';
import { outbox } from './outbox/outbox.command.js';
import { placeKeyfile } from './place-keyfile/place-keyfile.command.js';
import { refund } from './refund/refund.command.js';
import { seed } from './seed-demo/seed-demo.command.js';
import { setupStreams } from './setup-streams/setup-streams.command.js';

export const commands: ReadonlyMap<string, Command> = new Map([
  ['place-keyfile', placeKeyfile],
  ['init-replica-set', initReplicaSet],
  ['setup-streams', setupStreams],
  ['seed-demo', seed],
  ['backup', backup],
  ['restore', restore],
  ['outbox', outbox],
  ['refund', refund],
  ['ledger', ledger],
]);
