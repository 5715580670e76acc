/** What the front door serves of each kind of source. @type {import('./sync.mjs').Change[]} */
export const changes = [
  {
    image: 'marquee-tickets',
    file: 'tickets/src/data/event.repository.ts',
    sentence: 'There is no such Event.',
    address: '/api/events/01890000-0000-7000-8000-000000000000',
  },
  {
    image: 'marquee-auth',
    file: 'common/src/http/problem-handler.ts',
    sentence: 'There is nothing at this address.',
    address: '/api/users/nothing-at-all',
  },
  {
    image: 'marquee-client',
    file: 'client/messages/en/front.json',
    sentence: 'Tonight is somewhere. Find your seat.',
    address: '/',
  },
];
