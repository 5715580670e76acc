/** Called before and after every await of a step, so that a test can stop us there for good. */
export type FaultPoint = (name: string) => Promise<void>;

export const noFaults: FaultPoint = async () => {};

/** The same points under a name of their own: `before:<place>.<name>`. */
export function within(place: string, faultPoint: FaultPoint): FaultPoint {
  return (name) => faultPoint(name.replace(':', `:${place}.`));
}

/** Runs `work` between the fault points `before:<name>` and `after:<name>`. */
export async function between<T>(
  faultPoint: FaultPoint,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  await faultPoint(`before:${name}`);
  const result = await work();
  await faultPoint(`after:${name}`);
  return result;
}
