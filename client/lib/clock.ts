/** The browser's and the renderer's wall clock, in one place so that tests can stop it. */
export const clock = {
  nowMs: (): number => Date.now(),
};
