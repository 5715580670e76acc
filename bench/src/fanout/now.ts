/** Milliseconds on the clock that all processes of one machine share. */
export const sharedNowMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;
