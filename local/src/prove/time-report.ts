import type { FaultRecord } from './run-faults.js';
import { seconds } from './seconds.js';
import type { Recovery } from './watch/recovery.js';
import { undisturbed } from './watch/takeover-checks.js';
import type { Takeover } from './watch/takeovers.js';

export interface Times {
  readonly faults: readonly FaultRecord[];
  readonly takeovers: readonly Takeover[];
  readonly recoveries: readonly Recovery[];
}

/** How long everything took that has to be over soon. */
export function timeLines({ faults, takeovers, recoveries }: Times): string[] {
  const recovered = recoveries.map(({ afterMs, pendingAtFirst }) => {
    return `${seconds(afterMs)} from ${pendingAtFirst} pending`;
  });
  return [...takeoverLines(takeovers, faults), `recovered after healing: ${recovered.join('; ')}`];
}

function takeoverLines(takeovers: readonly Takeover[], faults: readonly FaultRecord[]): string[] {
  if (takeovers.length === 0) return ['takeovers: none measured'];
  const alone = undisturbed(takeovers, faults);
  const others = takeovers.filter((one) => !alone.includes(one));
  const list = (some: readonly Takeover[]) =>
    some.map(({ tookMs }) => seconds(tookMs)).join(', ') || 'none';
  return [
    `takeovers after a kill: ${takeovers.length}`,
    `    nothing else was broken: ${list(alone)}`,
    `    something else was, or the machine was busy: ${list(others)}`,
  ];
}
