import { newId } from '@marquee/common/ids';
import type { Journey } from './journey.js';

export const browse: Journey = async ({ asking, market, random }) => {
  const event = random.pick(market.events);
  await asking.ask('GET /api/events/:id', { method: 'GET', path: `/api/events/${event.id}` });
  const path = `/api/tickets?eventId=${event.id}&sort=price`;
  await asking.ask('GET /api/tickets', { method: 'GET', path });
};

/** Signs up, out and in again, as people do. */
export const comeAndGo: Journey = async ({ asking, memory }) => {
  const account = { email: `${newId()}@marquee.example`, password: 'a password for one visit' };
  const post = (path: string, cookie?: string) =>
    asking.ask(`POST ${path}`, {
      ...{ method: 'POST', path, key: newId(), body: account },
      ...(cookie !== undefined && { cookie }),
    });
  const signedUp = await post('/api/users/signup');
  memory.noteWrite(`signing up ${account.email}`, signedUp, (view) => view.isUser(account.email));
  const userId = signedUp.answer?.body.currentUser?.id;
  const cookie = signedUp.answer?.body.cookie;
  if (userId === undefined || cookie === undefined) return;
  const path = '/api/users/signout';
  const signedOut = await asking.ask(`POST ${path}`, { method: 'POST', path, cookie });
  memory.noteWrite(`signing out ${userId}`, signedOut, (view) =>
    view.hasEvent(userId, 'SessionRevoked'),
  );
  await post('/api/users/signin');
};
