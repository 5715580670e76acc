import type { Clock } from '@marquee/common/clock';
import { aUser } from '@marquee/common/testing/builders';
import { expectContract } from '@marquee/common/testing/openapi';
import { authOnDatabase, openapi, signUpIn } from '../../../test/auth-api.js';

const auth = authOnDatabase('current_user');
const me = '/api/users/currentuser';
const hourMs = 3_600_000;

function movableClock(): Clock & { pass(ms: number): void } {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    sleep: () => Promise.resolve(),
    pass: (ms) => {
      offsetMs += ms;
    },
  };
}

it('200: nobody is signed in: null, and no cookie is set', async () => {
  const res = await auth.start().agent().get(me).expect(200);
  expect(res.body).toEqual({ currentUser: null });
  expect(res.get('Set-Cookie')).toBeUndefined();
  expect(res.headers['cache-control']).toBe('no-store');
  expectContract(openapi, res);
});

it('somebody who comes back within a day stays signed in for another', async () => {
  const clock = movableClock();
  const browser = auth.start({ clock }).agent();
  const { id } = await signUpIn(browser);
  for (let day = 0; day < 3; day += 1) {
    clock.pass(23 * hourMs);
    const res = await browser.get(me).expect(200);
    expect(res.body.currentUser?.id).toBe(id);
    expectContract(openapi, res);
  }
});

it('a token older than a day is worth nothing, and is taken back', async () => {
  const clock = movableClock();
  const browser = auth.start({ clock }).agent();
  await signUpIn(browser);
  clock.pass(24 * hourMs);
  const res = await browser.get(me).expect(200);
  expect(res.body).toEqual({ currentUser: null });
  expect(res.get('Set-Cookie')?.[0]).toMatch(/^session=; .*expires=Thu, 01 Jan 1970/);
});

it('a session lives thirty days, however often it is used', async () => {
  const clock = movableClock();
  const browser = auth.start({ clock }).agent();
  await signUpIn(browser);
  for (let halfDay = 0; halfDay < 59; halfDay += 1) {
    clock.pass(12 * hourMs);
    expect((await browser.get(me)).body.currentUser).not.toBeNull();
  }
  clock.pass(13 * hourMs);
  expect((await browser.get(me)).body).toEqual({ currentUser: null });
});

it('a well-signed token whose session has no row is nobody', async () => {
  const res = await auth.start().agent(aUser()).get(me).expect(200);
  expect(res.body).toEqual({ currentUser: null });
  expect(res.get('Set-Cookie')?.[0]).toMatch(/^session=;/);
});

it('400: it takes no parameters', async () => {
  const res = await auth.start().agent().get(`${me}?id=1`).expect(400);
  expectContract(openapi, res);
});
