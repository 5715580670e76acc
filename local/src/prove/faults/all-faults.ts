import { killProcess, stopProcess } from './end-process.js';
import type { Fault } from './fault.js';
import { freezeProcess } from './freeze-process.js';
import { killBroker, wipeBroker } from './harm-broker.js';
import { killDatabase, stepDown } from './harm-database.js';
import {
  stripeFails,
  stripeFailsAfterDoing,
  stripeHangsUp,
  stripeSilent,
  stripeSlow,
} from './harm-stripe.js';
import { webhooksDisturbed, webhooksDropped } from './harm-webhooks.js';
import { cutWire, slowWire } from './harm-wire.js';
import { poisonDelivery } from './poison-delivery.js';
import { poisonRow } from './poison-row.js';
import { clockAhead, clockBehind } from './skew-clock.js';

/** Half of what happens. */
export const commonFault: Fault = killProcess;

/** What takes a minute to be given up: each begins every chapter. */
export const slowFaults: readonly Fault[] = [poisonDelivery, poisonRow];

/** Each of these happens at least once in a run of two minutes or more. */
export const rareFaults: readonly Fault[] = [
  ...[stopProcess, freezeProcess, cutWire, slowWire, killBroker, wipeBroker],
  ...[killDatabase, stepDown, clockAhead, clockBehind],
];

/** These have a course of their own beside the others, and each happens in five minutes, too. */
export const stripeFaults: readonly Fault[] = [
  ...[stripeSlow, stripeSilent, stripeFails, stripeFailsAfterDoing, stripeHangsUp],
  ...[webhooksDisturbed, webhooksDropped],
];

/** Faults of reliability.md that this program does not make, and why. */
export const notRunHere: readonly string[] = [
  'disk full on the embedded database: needs a file system of its own to fill',
  'a broker that loses what it acknowledged last: a killed one does not, tests rewind it',
];
