export interface Remaining {
  totalSeconds: number;
  minutes: number;
  seconds: number;
  isOver: boolean;
  isEnding: boolean;
}

/** What is left until `expiresAtMs`, by the server's clock: `offsetMs` is server minus browser. */
export function remainingUntil(expiresAtMs: number, nowMs: number, offsetMs: number): Remaining {
  const totalSeconds = Math.max(0, Math.ceil((expiresAtMs - (nowMs + offsetMs)) / 1000));
  return {
    totalSeconds,
    minutes: Math.floor(totalSeconds / 60),
    seconds: totalSeconds % 60,
    isOver: totalSeconds === 0,
    isEnding: totalSeconds > 0 && totalSeconds <= 60,
  };
}

/** "4:05" */
export function countdownText({ minutes, seconds }: Remaining): string {
  return `${minutes}:${String(seconds).padStart(2, '0')}`;
}

/** Screen readers hear full minutes, then each of the last ten seconds; in between the same thing, so nothing. */
export function spokenSeconds({ totalSeconds }: Remaining): number {
  if (totalSeconds <= 10) return totalSeconds;
  return Math.ceil(totalSeconds / 60) * 60;
}
