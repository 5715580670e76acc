import { onWake } from './on-wake';

let wakes: number;
let stop: () => void;
beforeEach(() => {
  jest.useFakeTimers();
  wakes = 0;
  stop = onWake(() => {
    wakes += 1;
  });
});
afterEach(() => {
  stop();
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** The wall goes on while no timer comes. */
function sleep(ms: number): void {
  jest.setSystemTime(Date.now() + ms);
  jest.advanceTimersByTime(1_000);
}

const show = (persisted: boolean) =>
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
const setVisibility = (state: DocumentVisibilityState) => {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

it('a machine that slept has missed something, once', () => {
  sleep(6_000);
  expect(wakes).toBe(1);
  jest.advanceTimersByTime(60_000);
  expect(wakes).toBe(1);
});

it('a page that only ticks has missed nothing, nor has one whose timers are a little late', () => {
  jest.advanceTimersByTime(600_000);
  sleep(3_000);
  expect(wakes).toBe(0);
});

it('whoever looks again, is on the network again or comes back to the page wakes it', () => {
  setVisibility('visible');
  expect(wakes).toBe(1);
  window.dispatchEvent(new Event('online'));
  expect(wakes).toBe(2);
  show(true);
  expect(wakes).toBe(3);
});

it('a page that is left or was just loaded does not wake', () => {
  setVisibility('hidden');
  show(false);
  expect(wakes).toBe(0);
});

it('once stopped it is never called', () => {
  stop();
  sleep(6_000);
  window.dispatchEvent(new Event('online'));
  show(true);
  setVisibility('visible');
  expect(wakes).toBe(0);
  expect(jest.getTimerCount()).toBe(0);
});
