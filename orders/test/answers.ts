import path from 'node:path';
import type { ProblemCode } from '@marquee/common/errors';
import type { TestResponse } from '@marquee/common/testing/http';
import { expectContract } from '@marquee/common/testing/openapi';

const openapiPath = path.join(__dirname, '../openapi.yaml');

/** The answer has this status and, if a refusal, this code; and it keeps `openapi.yaml`. */
export function expectAnswer(res: TestResponse, status: number, code?: ProblemCode): void {
  const { code: found } = res.body as { code?: string };
  expect({ status: res.status, code: found }).toEqual({ status, code });
  expectContract(openapiPath, res);
}
