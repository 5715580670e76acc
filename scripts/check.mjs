#!/usr/bin/env node
import { runChecks } from './check/run-checks.mjs';
import { verdict } from './testing/results.mjs';

const { text, isSuccess } = verdict(await runChecks());
process.stdout.write(`\n${text}\n`);
process.exitCode = isSuccess ? 0 : 1;
