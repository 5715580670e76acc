import type { Clock } from '@marquee/common/clock';
import type { RequestHandler } from 'express';
import type { Settings } from './settings.js';

/** Lets a request of the API meet what is switched on. */
export function meetFaults(settings: Settings, clock: Clock): RequestHandler {
  return async (req, res, next) => {
    const { answerSlowlyMs } = settings.current().switches;
    if (answerSlowlyMs > 0) await clock.sleep(answerSlowlyMs);
    // Nobody answers: the caller's own patience ends it.
    if (await settings.take('noAnswer')) return;
    if (req.method === 'POST' && (await settings.take('dropConnection'))) {
      res.json = () => {
        req.socket.destroy();
        return res;
      };
    }
    next();
  };
}
