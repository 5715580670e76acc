import type { Delivery, Handler, Verdict } from '../bus/port.js';
import type { Logger } from '../logging/index.js';
import { isContention } from '../mongo/index.js';
import type { ApplyRound } from './create-round.js';
import type { InboxMetrics } from './inbox-metrics.js';
import { createLoneHandler, type LoneHandlerOptions } from './lone-handler.js';
import { NotYet } from './not-yet.js';
import { verdictOf } from './verdicts.js';

export interface RoundHandlerOptions extends LoneHandlerOptions {
  readonly applyRound: ApplyRound;
  readonly metrics: InboxMetrics;
  readonly logger: Logger;
}

type Answers = readonly [Delivery, Verdict][];

interface Tries {
  readonly drains: boolean;
  /** Set where other writers were in the way: on the monotonic clock, when no more is tried. */
  readonly contendedUntilMs?: number;
}

/** With the last transaction's own deadline well below what a broker waits for an answer. */
const contendedMsMax = 10_000;

/**
 * Applies what arrived together in one transaction. When that fails the round is halved, down to
 * single deliveries, in order: whatever is wrong with one of them is answered for that one alone.
 *
 * What is brought again may have ended a process before. Its start is recorded before it is tried,
 * and one whose start is on record without an end is handled alone.
 */
export function createRoundHandler(options: RoundHandlerOptions): Handler {
  const { failures, records, metrics, logger, applyRound } = options;
  const lone = createLoneHandler(options);

  async function together(deliveries: readonly Delivery[], tries: Tries): Promise<Answers> {
    const [first] = deliveries;
    if (first === undefined) return [];
    if (performance.now() > (tries.contendedUntilMs ?? Infinity))
      return putOff(deliveries, 'others wrote the same rows for too long');
    let next = tries;
    try {
      const events = deliveries.map((delivery) => delivery.event);
      const awaitsBase = await applyRound(events, { drains: tries.drains });
      return deliveries.map((one) => [one, verdictOf(one, awaitsBase)]);
    } catch (error) {
      // The database's trouble, not theirs: smaller rounds would meet it as well.
      if (failures.isEverybodys(error)) {
        if (deliveries.length === 1 || !isContention(error)) return putOff(deliveries, error);
        // Fewer rows at a time find a quiet moment where many do not.
        next = { contendedUntilMs: performance.now() + contendedMsMax, ...tries };
      }
      if (deliveries.length === 1) return [[first, await lone.handle(first)]];
      if (error instanceof NotYet) {
        const early = deliveries.filter((one) => isEarly(one, error));
        if (early.length > 0) return withoutEarly(deliveries, early, error, tries);
      }
      logger.debug({ err: error, deliveries: deliveries.length }, 'A round failed; it is halved');
    }
    const half = Math.ceil(deliveries.length / 2);
    const answers = await together(deliveries.slice(0, half), next);
    return [...answers, ...(await together(deliveries.slice(half), next))];
  }

  /** Those it names are stored for later, the others go on without them. */
  async function withoutEarly(
    deliveries: readonly Delivery[],
    early: readonly Delivery[],
    error: NotYet,
    tries: Tries,
  ): Promise<Answers> {
    const answers = await stored(early, error);
    const others = deliveries.filter((one) => !early.includes(one));
    return [...answers, ...(await together(others, tries))];
  }

  async function stored(early: readonly Delivery[], error: NotYet): Promise<Answers> {
    try {
      const verdicts = await failures.defer(early, error);
      return early.map((one, at) => [one, verdicts[at] ?? failures.putOff(error)]);
    } catch (notStored) {
      return putOff(early, notStored);
    }
  }

  async function again(deliveries: readonly Delivery[]): Promise<Answers> {
    const deaths = await records.deaths(deliveries);
    const isSuspect = (one: Delivery) => (deaths.get(one) ?? 0) > 0;
    const others = deliveries.filter((one) => !isSuspect(one));
    const answers: [Delivery, Verdict][] = [];
    if (others.length > 0) {
      await records.started(others);
      // What waits behind them is not drained here: it would end the process in their names.
      const verdicts = await together(others, { drains: false });
      const done = verdicts.filter(([, verdict]) => verdict.kind === 'ack').map(([one]) => one);
      await records.forget(done);
      answers.push(...verdicts);
      for (const one of done) answers.push([one, await lone.drain(one)]);
    }
    for (const one of deliveries.filter(isSuspect)) answers.push([one, await lone.handle(one)]);
    return answers;
  }

  async function againReleased(deliveries: readonly Delivery[]): Promise<Answers> {
    if (deliveries.length === 0) return [];
    const answers = await again(deliveries).catch((error: unknown) => putOff(deliveries, error));
    await records.released(
      answers.filter(([, verdict]) => verdict.kind === 'retry').map(([one]) => one),
    );
    return answers;
  }

  function putOff(deliveries: readonly Delivery[], error: unknown): Answers {
    logger.warn({ err: error, deliveries: deliveries.length }, 'A round is put off');
    return deliveries.map((one) => [one, failures.putOff(error)]);
  }

  return async (deliveries) => {
    const endRound = metrics.startRound();
    const brought = deliveries.filter((one) => one.attempt > 1);
    const fresh = deliveries.filter((one) => one.attempt <= 1);
    try {
      await records.released([]);
      const answers = new Map([
        ...(await againReleased(brought)),
        ...(await together(fresh, { drains: true })),
      ]);
      return deliveries.map((one) => answers.get(one) ?? failures.putOff('it was not answered'));
    } finally {
      endRound();
    }
  };
}

function isEarly({ event }: Delivery, { early }: NotYet): boolean {
  return early.some((one) => one.event.id === event.id);
}
