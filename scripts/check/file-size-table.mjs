/** What docs and reviews promise about the size of a file, in lines. */
export const limits = { median: 45, nineInTen: 110, largestSource: 200, largestTest: 300 };

/** @typedef {{ file: string, folder: string, isTest: boolean, lineCount: number }} SourceFile */

/** @param {number[]} values */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { count: sorted.length, median: at(0.5), nineInTen: at(0.9), largest: at(1) };
}

/**
 * One row for each folder's sources, one for each folder's tests, and the two totals.
 *
 * @param {SourceFile[]} files
 * @returns {string}
 */
export function sizeTable(files) {
  const folders = [...new Set(files.map(({ folder }) => folder))].sort();
  const row = (/** @type {string} */ name, /** @type {SourceFile[]} */ some) => {
    const { count, median, nineInTen, largest } = spread(some.map(({ lineCount }) => lineCount));
    return [name, count, median, nineInTen, largest];
  };
  const rows = [false, true].flatMap((isTest) => {
    const some = files.filter((file) => file.isTest === isTest);
    const kind = isTest ? 'tests' : 'sources';
    return [
      ...folders
        .map((folder) => some.filter((file) => file.folder === folder))
        .filter((inFolder) => inFolder.length > 0)
        .map((inFolder) => row(`${inFolder[0]?.folder} ${kind}`, inFolder)),
      row(`all ${kind}`, some),
    ];
  });
  const { median, nineInTen, largestSource, largestTest } = limits;
  return [
    ['', 'files', 'median', '9 in 10', 'largest'],
    ...rows,
    ['aim', '', median, nineInTen, `${largestSource} (tests ${largestTest})`],
  ]
    .map(
      ([name, ...cells]) =>
        String(name).padEnd(20) + cells.map((cell) => String(cell).padStart(9)).join(''),
    )
    .join('\n');
}

/**
 * The files over their hard limit, and the medians over theirs.
 *
 * @param {SourceFile[]} files
 * @returns {string[]} one sentence each
 */
export function tooLarge(files) {
  const sources = spread(files.filter(({ isTest }) => !isTest).map(({ lineCount }) => lineCount));
  const over = files.filter(
    ({ isTest, lineCount }) => lineCount > (isTest ? limits.largestTest : limits.largestSource),
  );
  return [
    ...over.map(
      ({ file, lineCount }) => `${file} has ${lineCount} lines: look for the second idea`,
    ),
    ...(sources.median > limits.median ? [`the median source has ${sources.median} lines`] : []),
    ...(sources.nineInTen > limits.nineInTen
      ? [`nine in ten sources have up to ${sources.nineInTen} lines`]
      : []),
  ];
}
