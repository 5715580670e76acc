/**
 * Puts the clock of `world` ahead (or, with a negative number, behind) by so many milliseconds, for
 * everything that asks it from now on. Timers and `performance.now()` run on as they did.
 */
export function skewClock(world: { Date: DateConstructor }, aheadMs: number): void {
  const RightDate = world.Date;
  const now = () => RightDate.now() + aheadMs;
  world.Date = new Proxy(RightDate, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    apply: () => new RightDate(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}
