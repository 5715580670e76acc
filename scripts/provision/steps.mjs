/**
 * Tells a person what is being done, one line a step with the time it took: `1/4 Installing … 27.1 s`.
 *
 * @param {number} total how many steps there are
 * @param {{ write?: (text: string) => void }} [options]
 * @returns {<T>(title: string, work: (say: (line: string) => void) => Promise<T> | T) => Promise<T>}
 */
export function numberedSteps(total, { write = (text) => process.stdout.write(text) } = {}) {
  let number = 0;
  return async (title, work) => {
    number += 1;
    const startedAt = performance.now();
    const label = `${number}/${total} ${title}`;
    write(`${label} …\n`);
    try {
      const result = await work((line) => write(`    ${line}\n`));
      write(`${label} … ${secondsSince(startedAt)}\n`);
      return result;
    } catch (error) {
      write(`${label} … FAILED after ${secondsSince(startedAt)}\n`);
      throw error;
    }
  };
}

/**
 * @param {number} startedAt milliseconds, as `performance.now()` gives them
 * @returns {string}
 */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
