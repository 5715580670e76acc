import { z } from 'zod';
import { invalidRequest, StripeFailure } from './stripe-failure.js';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const integer = z
  .string()
  .regex(/^\d{1,15}$/, 'Invalid integer')
  .transform(Number);
const metadata = z.record(z.string().max(40), z.string().max(500));
const returnUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const ignored = z.unknown().optional();

/** Known to Stripe, without meaning here. */
const common = { key: ignored, expand: ignored };

export const createParameters = z.strictObject({
  ...common,
  amount: integer,
  currency: z.string().regex(/^[a-z]{3}$/, 'Invalid currency'),
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).default('automatic'),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).default('always') })
    .optional(),
  payment_method_types: z.union([z.array(z.literal('card')), z.strictObject({})]).optional(),
  metadata: metadata.default({}),
  description: z.string().max(1_000).optional(),
  payment_method: z.string().optional(),
  payment_method_data: ignored,
  confirm: flag.default(false),
  return_url: returnUrl.optional(),
});

export const confirmParameters = z.strictObject({
  ...common,
  client_secret: z.string().optional(),
  payment_method: z.string().optional(),
  payment_method_data: ignored,
  return_url: returnUrl.optional(),
  use_stripe_sdk: flag.optional(),
});

export const captureParameters = z.strictObject({
  ...common,
  amount_to_capture: integer.optional(),
});

export const cancelParameters = z.strictObject({
  ...common,
  cancellation_reason: z
    .enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'])
    .optional(),
});

export const listParameters = z.strictObject({
  ...common,
  limit: integer.pipe(z.number().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: integer.optional(),
  'created[gt]': integer.optional(),
  'created[gte]': integer.optional(),
  'created[lt]': integer.optional(),
  'created[lte]': integer.optional(),
});

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
