const tickMs = 1_000;
/** A timer that comes so late was not late: the machine slept. */
const sleptMs = 5_000;

/** Calls back when the page may have missed something: the machine slept, or the network is back. */
export function onWake(wake: () => void): () => void {
  let tickedAtMs = Date.now();
  const timer = setInterval(() => {
    const nowMs = Date.now();
    if (nowMs - tickedAtMs > sleptMs) wake();
    tickedAtMs = nowMs;
  }, tickMs);
  const onShow = (event: PageTransitionEvent) => {
    if (event.persisted) wake();
  };
  const onVisible = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', onShow);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', wake);
    window.removeEventListener('pageshow', onShow);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
