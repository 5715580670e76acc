/** Runs pieces of work one after another, in the order they came, whatever becomes of each. */
export function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return function enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work, work);
    last = result;
    return result;
  };
}
