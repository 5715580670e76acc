import { anEmail } from '@marquee/common/testing/builders';
import { expectContract } from '@marquee/common/testing/openapi';
import {
  aPassword,
  authOnDatabase,
  cheapPasswords,
  openapi,
  signUpIn,
} from '../../../test/auth-api.js';
import { createPasswords } from '../../data/passwords.js';

const auth = authOnDatabase('sign_in');
const signIn = (email: unknown, password: unknown, agent = auth.start().agent()) =>
  agent.post('/api/users/signin').send({ email, password });

describe('200', () => {
  it('the right password signs in, however the address is written', async () => {
    const { email, id } = await signUpIn(auth.start().agent());
    const res = await signIn(` ${email.toUpperCase()} `, aPassword);
    expect(res.status).toBe(200);
    expect(res.body.currentUser).toMatchObject({ id, email });
    expectContract(openapi, res);
  });

  it('each sign-in is a new session, and ends the one this browser had', async () => {
    const api = auth.start();
    const browser = api.agent();
    const { email, id } = await signUpIn(browser);
    const before = await browser.get('/api/users/currentuser');
    const oldCookie = (before.get('Set-Cookie') ?? [])
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    await signIn(email, aPassword, browser).expect(200);

    expect((await browser.get('/api/users/currentuser')).body.currentUser.id).toBe(id);
    const stolen = await api.agent().get('/api/users/currentuser').set('Cookie', oldCookie);
    expect(stolen.body).toEqual({ currentUser: null });
    expect(await auth.announced(id)).toMatchObject([
      { type: 'UserRegistered' },
      { type: 'SessionRevoked', data: { revokedSessions: [{}] } },
    ]);
  });

  it('other browsers of the same person stay signed in', async () => {
    const api = auth.start();
    const phone = api.agent();
    const { email } = await signUpIn(phone);
    await signIn(email, aPassword, api.agent()).expect(200);
    expect((await phone.get('/api/users/currentuser')).body.currentUser).not.toBeNull();
  });

  it('a hash made at lower costs is replaced, and the password stays the same', async () => {
    const { email, id } = await signUpIn(auth.start().agent());
    const passwords = createPasswords({ memoryKib: 64, passes: 2, lanes: 1 });
    for (let turn = 0; turn < 2; turn += 1) {
      await signIn(email, aPassword, auth.start({ passwords }).agent()).expect(200);
    }
    const stored = await auth
      .database()
      .connection.collection('users')
      .findOne({ _id: id as never });
    expect(stored?.['passwordHash']).toMatch(/\$m=64,t=2,p=1\$/);
  });
});

describe('401', () => {
  it('an unknown address and a wrong password get one answer, for one hash each', async () => {
    const { email } = await signUpIn(auth.start().agent());
    const hashing = countedPasswords();
    const agent = auth.start({ passwords: hashing.passwords }).agent();
    const wrong = await signIn(email, 'not the password', agent);
    expect(hashing.operations()).toBe(1);
    const unknown = await signIn(anEmail(), 'not the password', agent);
    expect(hashing.operations()).toBe(2);

    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong_credentials']);
    expect(unknown.body).toEqual(wrong.body);
    expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(wrong.headers).sort());
    expectContract(openapi, wrong);
  });

  it('a password too short to be one here is simply wrong', async () => {
    await signIn(anEmail(), 'short').expect(401);
  });

  it('a failed sign-in leaves the session this browser has', async () => {
    const browser = auth.start().agent();
    const { email } = await signUpIn(browser);
    await signIn(email, 'not the password', browser).expect(401);
    expect((await browser.get('/api/users/currentuser')).body.currentUser.email).toBe(email);
  });
});

it.each([
  ['no address', undefined, aPassword],
  ['an operator for an address', { $ne: null }, aPassword],
  ['no password', 'a@example.com', undefined],
  ['a list of passwords', 'a@example.com', [aPassword]],
])('400: %s', async (_title, email, password) => {
  const res = await signIn(email, password);
  expect([res.status, res.body.code]).toEqual([400, 'invalid_request']);
  expectContract(openapi, res);
});

it('400: a field nobody knows', async () => {
  const res = await auth
    .start()
    .agent()
    .post('/api/users/signin')
    .send({ email: 'a', password: 'b', otp: 1 });
  expect(res.body.errors).toEqual([{ field: 'otp', message: 'is not a field here' }]);
});

it('403: another site cannot sign a browser in', async () => {
  await signIn('a@example.com', aPassword).set('Sec-Fetch-Site', 'cross-site').expect(403);
});

describe('429', () => {
  it('after ten tries in a minute from one address', async () => {
    const agent = auth.start({ rateLimit: true }).agent();
    for (let turn = 0; turn < 10; turn += 1) await signIn(anEmail(), aPassword, agent).expect(401);
    const res = await signIn(anEmail(), aPassword, agent);
    expect([res.status, res.body.code]).toEqual([429, 'rate_limited']);
    expectContract(openapi, res);
  });

  it('after ten tries in a minute for one account, from wherever, in whatever case', async () => {
    const api = auth.start({ rateLimit: true, trustProxy: 1 });
    const email = anEmail();
    const tryFrom = (host: number) =>
      signIn(host % 2 === 0 ? email : email.toUpperCase(), aPassword, api.agent()).set(
        'X-Forwarded-For',
        `198.51.100.${host}`,
      );
    for (let host = 1; host <= 10; host += 1) await tryFrom(host).expect(401);
    await tryFrom(11).expect(429);
  });
});

/** Counts what costs time: hashing and verifying, whichever way it is reached. */
function countedPasswords() {
  const real = cheapPasswords();
  let operations = 0;
  const counted =
    <Args extends readonly unknown[], Result>(work: (...args: Args) => Result) =>
    (...args: Args): Result => {
      operations += 1;
      return work(...args);
    };
  const passwords = {
    ...real,
    hash: counted(real.hash),
    matches: counted(real.matches),
    matchesNobody: counted(real.matchesNobody),
  };
  return { passwords, operations: () => operations };
}
