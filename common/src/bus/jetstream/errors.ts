import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { PermissionViolationError, RequestError } from '@nats-io/transport-node';

/** The server's words for an event that it will never take: larger than a message may be. */
const tooLargeCodes = new Set([10054, 10097]);
/** No room: the stream's own limit, or the server's storage. */
const fullCodes = new Set([10077, 10047, 10023, 10028]);
/** The second says so where several servers keep the stream and one write is still under way. */
const wrongLastSequenceCodes = new Set<number>([
  JetStreamApiCodes.StreamWrongLastSequence,
  JetStreamApiCodes.StreamWrongLastSequenceUnknown,
]);

function codeOf(error: unknown): number {
  return error instanceof JetStreamApiError ? error.code : 0;
}

export const isConsumerMissing = (error: unknown) =>
  codeOf(error) === JetStreamApiCodes.ConsumerNotFound;

export const isStreamNotFound = (error: unknown) =>
  codeOf(error) === JetStreamApiCodes.StreamNotFound;

export const isWrongLastSequence = (error: unknown) => wrongLastSequenceCodes.has(codeOf(error));

export const isTooLarge = (error: unknown) => tooLargeCodes.has(codeOf(error));

/** The broker has no room for more. */
export const isFull = (error: unknown) => fullCodes.has(codeOf(error));

/** As it looks without the stream: nobody listens on its subjects. The library exports no class. */
export const isStreamMissing = (error: unknown) =>
  isStreamNotFound(error) || (error instanceof Error && error.name === 'JetStreamNotEnabled');

/** This user may not ask that. */
export const isForbidden = (error: unknown) =>
  error instanceof RequestError && error.cause instanceof PermissionViolationError;
