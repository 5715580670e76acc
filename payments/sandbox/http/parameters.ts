import type { z } from 'zod';
import { invalidRequest, StripeFailure } from './stripe-failure.js';

/** Reads a form or query as Stripe would; refuses what it would, naming the parameter. */
export function parametersOf<Shape extends z.ZodType>(
  shape: Shape,
  form: unknown,
): z.output<Shape> {
  const result = shape.safeParse(form ?? {});
  if (result.success) {
    assertNoRawCard(result.data);
    return result.data;
  }
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).map(String);
  if (issue?.code === 'unrecognized_keys') {
    const param = nameOf([...path, issue.keys[0] ?? '']);
    throw invalidRequest(`Received unknown parameter: ${param}`, {
      code: 'parameter_unknown',
      param,
    });
  }
  const param = nameOf(path);
  if (issue?.code === 'invalid_type' && isMissing(form, path)) {
    const message = `Missing required param: ${param}.`;
    throw invalidRequest(message, { code: 'parameter_missing', param });
  }
  throw invalidRequest(`${issue?.message ?? 'Invalid value'}: ${param}`, { param });
}

/** Stripe refuses card numbers from servers and so do we, before anything could log one. */
function assertNoRawCard(parameters: unknown): void {
  if (typeof parameters !== 'object' || parameters === null) return;
  if (!('payment_method_data' in parameters) || parameters.payment_method_data === undefined)
    return;
  throw new StripeFailure(
    402,
    'invalid_request_error',
    'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing.',
    { param: 'payment_method_data' },
  );
}

function nameOf([first = '', ...rest]: readonly string[]): string {
  return first + rest.map((part) => `[${part}]`).join('');
}

function isMissing(form: unknown, path: readonly string[]): boolean {
  let value: unknown = form;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return true;
    value = Reflect.get(value, part);
  }
  return value === undefined;
}
