import { type FuzzedRoute, neverFiveHundred } from '@marquee/common/testing/fuzz';
import { authOnDatabase, signUpIn } from './auth-api.js';

const auth = authOnDatabase('arbitrary');

const routes: FuzzedRoute[] = [
  { method: 'post', path: '/api/users/signup', fields: ['email', 'password', 'name'] },
  { method: 'post', path: '/api/users/signin', fields: ['email', 'password'] },
  { method: 'get', path: '/api/users/currentuser' },
  { method: 'post', path: '/api/users/signout' },
  { method: 'get', path: '/api/users/:id' },
];

it('nothing that anybody sends is ever a 5xx', async () => {
  const agent = auth.start().agent();
  await signUpIn(agent);
  await neverFiveHundred(agent, routes);
});
