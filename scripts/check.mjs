#!/usr/bin/env node
import { runChecks } from './check/run-checks.mjs';
import { verdict } from './testing/results.mjs';

const { line, isSuccess } = verdict(await runChecks());
process.stdout.write(`\n${line}\n`);
process.exitCode = isSuccess ? 0 : 1;
