/** A statement was not answered in time. It goes on by itself; what it did is not known. */
export class StatementOverdue extends Error {
  override readonly name = 'StatementOverdue';
  constructor(ms: number) {
    super(`The database did not answer within ${ms} ms`);
  }
}

/**
 * Waits for a statement no longer than `ms`; throws StatementOverdue then. The driver's own limits
 * do not suffice: `timeoutMS` has no effect any more, a socket may be silent for as long as the
 * slowest statement needs, and one that the driver destroys while something large is still being
 * written into it is waited for for ever (for its `drain`, which does not come).
 */
export async function withinMs<Result>(ms: number, statement: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StatementOverdue(ms)), ms);
  });
  try {
    return await Promise.race([statement, overdue]);
  } finally {
    clearTimeout(timer);
  }
}
