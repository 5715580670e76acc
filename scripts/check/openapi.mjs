import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../provision/repository.mjs';
import { openapiProblems } from './openapi-problems.mjs';

/** Every service that answers HTTP has its contract beside it. */
const services = ['auth', 'tickets', 'orders', 'payments'];

const problems = services.flatMap((service) => {
  const name = `${service}/openapi.yaml`;
  const file = path.join(repositoryRoot, name);
  if (!existsSync(file)) return [`${name} is missing`];
  try {
    return openapiProblems(parse(readFileSync(file, 'utf8'))).map(
      (problem) => `${name}: ${problem}`,
    );
  } catch (error) {
    return [`${name}: ${String(error)}`];
  }
});
process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
process.exitCode = problems.length === 0 ? 0 : 1;
