/**
 * A stage of a Dockerfile with what its parents did before it.
 * @typedef {{ name: string, folder: string, copies: Copy[], runs: string[], words: string[] }} Stage
 *   `words` are those the container starts with
 * @typedef {{ from: string | null, sources: string[], to: string }} Copy paths below /app; `from`
 *   is another stage, or null for the repository
 */

const root = '/app';

/**
 * Reads as much of a Dockerfile as ours use.
 *
 * @param {string} text
 * @param {Record<string, string>} args build arguments
 * @returns {Map<string, Stage>} by name; the last is the image
 */
export function stagesOf(text, args = {}) {
  /** @type {Map<string, Stage>} */
  const stages = new Map();
  /** @type {Stage | undefined} */
  let stage;
  for (const [instruction, rest] of instructionsOf(text, args)) {
    if (instruction === 'FROM') {
      const [parent = '', , name = 'image'] = rest.split(' ');
      stage = { ...childOf(stages.get(parent)), name };
      stages.set(name, stage);
    } else if (stage !== undefined) apply(stage, instruction, rest);
  }
  return stages;
}

/** @param {string} text @param {Record<string, string>} args @returns {[string, string][]} */
function instructionsOf(text, args) {
  const lines = text.replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, ' ');
  const filled = Object.entries(args).reduce(
    (known, [name, value]) => known.replaceAll(`\${${name}}`, value),
    lines,
  );
  return [...filled.matchAll(/^([A-Z]+)\s+(.+)$/gm)].map(([, instruction = '', rest = '']) => [
    instruction,
    rest.trim().replace(/\s+/g, ' '),
  ]);
}

/** @param {Stage | undefined} parent @returns {Omit<Stage, 'name'>} */
function childOf(parent) {
  const { folder = root, copies = [], runs = [], words = [] } = parent ?? {};
  return { folder, copies: [...copies], runs: [...runs], words: [...words] };
}

/** @param {Stage} stage @param {string} instruction @param {string} rest */
function apply(stage, instruction, rest) {
  if (instruction === 'WORKDIR') stage.folder = rest;
  if (instruction === 'RUN') stage.runs.push(rest);
  if (instruction === 'COPY') stage.copies.push(copyOf(rest));
  if (instruction === 'ENTRYPOINT') stage.words = JSON.parse(rest);
  if (instruction === 'CMD') stage.words = [...stage.words, ...JSON.parse(rest)];
}

/** @param {string} rest @returns {Copy} */
function copyOf(rest) {
  const words = rest.split(' ');
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const paths = words.map((word) => word.replace(`${root}/`, '').replace(/^\.?\/|\/$/g, ''));
  return { from: from ?? null, sources: paths.slice(0, -1), to: paths.at(-1) ?? '' };
}

/**
 * Whether a file is there, copied from the repository or from a stage that has it.
 *
 * @param {Stage} stage
 * @param {string} file
 * @param {(from: string | null, file: string) => boolean} isAt
 */
export function holds(stage, file, isAt) {
  return stage.copies.some(({ from, sources, to }) =>
    sources.some((source) => {
      const original = originalOf(file, source, to, sources.length > 1);
      return original !== null && isAt(from, original);
    }),
  );
}

/** @param {string} file @param {string} source @param {string} to @param {boolean} isFolder */
function originalOf(file, source, to, isFolder) {
  if (source === '.' || source === root) return to === '.' || to === '' ? file : null;
  const name = source.split('/').at(-1);
  if (isFolder) return file === `${to}/${name}` ? source : null;
  if (file === to || file === `${to}/${name}`) return source;
  return file.startsWith(`${to}/`) ? `${source}${file.slice(to.length)}` : null;
}
