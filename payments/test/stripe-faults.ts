import type { RequestHandler, Response } from 'express';

/** What a flaky Stripe does to requests whose method and path match. */
export type Fault =
  | 'refuse'
  | 'close-after-doing-it'
  | 'slow'
  | 'answer-500'
  | 'refuse-for-good'
  | 'strange-status'
  | 'no-secret';

export interface Faults {
  readonly handler: RequestHandler;
  /** Every matching request meets the fault until `clear`, or the next `times` of them. */
  inject(fault: Fault, pattern: RegExp, times?: number): void;
  clear(): void;
  /** Requests seen, such as `POST /v1/payment_intents`. */
  readonly seen: readonly string[];
}

interface Injected {
  readonly fault: Fault;
  readonly pattern: RegExp;
  left: number;
}

const slowMs = 1_500;

export function createFaults(): Faults {
  const seen: string[] = [];
  let injected: Injected[] = [];

  const handler: RequestHandler = (req, res, next) => {
    const line = `${req.method} ${req.path}`;
    seen.push(line);
    const match = injected.find(({ pattern, left }) => left > 0 && pattern.test(line));
    if (match === undefined) {
      next();
      return;
    }
    match.left -= 1;
    switch (match.fault) {
      case 'refuse':
        req.socket.destroy();
        return;
      case 'answer-500':
        res.status(500).json({ error: { type: 'api_error', message: 'Injected' } });
        return;
      case 'refuse-for-good':
        res.status(402).json({
          error: {
            type: 'card_error',
            code: 'capture_charge_authorization_expired',
            message: 'No',
          },
        });
        return;
      case 'slow':
        setTimeout(next, slowMs);
        return;
      case 'strange-status':
        answerWith(res, { status: 'teleporting' });
        next();
        return;
      case 'no-secret':
        answerWith(res, { client_secret: null });
        next();
        return;
      case 'close-after-doing-it':
        res.json = () => {
          req.socket.destroy();
          return res;
        };
        next();
    }
  };

  return {
    handler,
    seen,
    inject(fault, pattern, times = Number.POSITIVE_INFINITY) {
      injected.push({ fault, pattern, left: times });
    },
    clear() {
      injected = [];
    },
  };
}

/** The real answer, but for some fields. */
function answerWith(res: Response, fields: object): void {
  const json = res.json.bind(res);
  res.json = (body: object) => json({ ...body, ...fields });
}
