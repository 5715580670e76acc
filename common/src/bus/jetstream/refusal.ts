import { JetStreamApiError } from '@nats-io/jetstream';
import {
  ClosedConnectionError,
  DrainingConnectionError,
  RequestError,
  TimeoutError,
} from '@nats-io/transport-node';
import { ConnectionLost } from '../broker/while-up.js';
import { PublishRefused } from '../port.js';
import { isForbidden, isFull, isStreamMissing, isTooLarge } from './errors.js';

const soonMs = 250;
const unansweredMs = 1_000;
const fullMs = 2_000;
const forbiddenMs = 5_000;

/**
 * What a failed publish means to the relay: PublishRefused for everything that time or an operator
 * heals; the error itself for what is the event's own fault and fails again.
 */
export function refusalOf(error: unknown): Error {
  const afterMs = retryAfterMs(error);
  if (afterMs !== null) return new PublishRefused(String(error), afterMs, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}

function retryAfterMs(error: unknown): number | null {
  if (isFull(error)) return fullMs;
  if (isForbidden(error)) return forbiddenMs;
  if (isStreamMissing(error) || isConnectionTrouble(error)) return soonMs;
  const isServers = error instanceof JetStreamApiError || error instanceof TimeoutError;
  return isServers && !isTooLarge(error) ? unansweredMs : null;
}

function isConnectionTrouble(error: unknown): boolean {
  return (
    error instanceof ConnectionLost ||
    error instanceof RequestError ||
    error instanceof ClosedConnectionError ||
    error instanceof DrainingConnectionError
  );
}
