import { systemClock } from '@marquee/common/clock';
import { anEmail } from '@marquee/common/testing/builders';
import { expectContract } from '@marquee/common/testing/openapi';
import { aPassword, authOnDatabase, openapi, signUpIn } from '../../../test/auth-api.js';
import { registerUser } from '../../service.js';

const auth = authOnDatabase('sign_up');
const post = (body: object) => auth.start().agent().post('/api/users/signup').send(body);
const users = () => auth.database().connection.collection('users');

describe('201', () => {
  it('somebody who signs up is signed in, named after their address, and the world is told', async () => {
    const agent = auth.start().agent();
    const email = anEmail();
    const res = await agent
      .post('/api/users/signup')
      .send({ email: ` ${email} `, password: aPassword });
    expect(res.status).toBe(201);
    expectContract(openapi, res);
    const { currentUser } = res.body;
    expect(currentUser).toMatchObject({ email, name: email.split('@')[0] });
    expect((await agent.get('/api/users/currentuser')).body).toEqual({ currentUser });
    expect(await auth.announced(currentUser.id)).toMatchObject([
      { type: 'UserRegistered', aggregateVersion: 1, data: { userId: currentUser.id, email } },
    ]);
  });

  it('a name that was given is kept', async () => {
    const res = await post({ email: anEmail(), password: aPassword, name: ' Grace Hopper ' });
    expect(res.body.currentUser.name).toBe('Grace Hopper');
  });

  it('a refusal has words', async () => {
    const res = await post({ email: 'x', password: 1, name: '\u200b' });
    const messages = (res.body.errors as { message: string }[]).map(({ message }) => message);
    expect(messages).toHaveLength(3);
    expect(messages).not.toContain('Invalid value');
  });

  it('the password is stored as an argon2id hash and told to nobody', async () => {
    const { id } = await signUpIn(auth.start().agent());
    const stored = await users().findOne({ _id: id as never });
    expect(stored?.['passwordHash']).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify([stored, await auth.announced(id)])).not.toContain(aPassword);
  });

  it('whoever signs up while signed in is the new one, and the old session is over', async () => {
    const agent = auth.start().agent();
    const first = await signUpIn(agent);
    const second = await signUpIn(agent);
    expect((await agent.get('/api/users/currentuser')).body.currentUser.id).toBe(second.id);
    expect(await auth.announced(first.id)).toMatchObject([
      { type: 'UserRegistered' },
      { type: 'SessionRevoked', aggregateVersion: 2 },
    ]);
  });

  it('demo accounts can be made without a browser', async () => {
    const email = anEmail();
    const made = await registerUser(
      { database: auth.database(), clock: systemClock },
      { email, password: aPassword },
    );
    const res = await auth
      .start()
      .agent()
      .post('/api/users/signin')
      .send({ email, password: aPassword });
    expect(res.body).toEqual({ currentUser: made });
  });
});

describe('409', () => {
  it('an address has one account, in whatever case it is written', async () => {
    const { email } = await signUpIn(auth.start().agent());
    const res = await post({ email: email.toUpperCase(), password: aPassword });
    expect([res.status, res.body.code]).toEqual([409, 'email_taken']);
    expect(res.get('Set-Cookie')).toBeUndefined();
    expectContract(openapi, res);
  });

  it('of twenty who sign up at once with one address, one gets the account', async () => {
    const email = anEmail();
    const attempts = Array.from({ length: 20 }, (_, turn) =>
      post({ email: turn % 2 === 0 ? email : email.toUpperCase(), password: aPassword }),
    );
    const statuses = (await Promise.all(attempts)).map((res) => res.status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    const found = await users().find({ emailFolded: email }).toArray();
    expect(found).toHaveLength(1);
    expect(await auth.announced(String(found[0]?._id))).toHaveLength(1);
  });
});

describe('400', () => {
  it.each([
    ['no e-mail', { password: aPassword }, 'email'],
    ['no address', { email: 'ada', password: aPassword }, 'email'],
    ['an address as an object', { email: { $gt: '' }, password: aPassword }, 'email'],
    ['a list of addresses', { email: ['a@example.com'], password: aPassword }, 'email'],
    ['no password', { email: anEmail() }, 'password'],
    ['nine characters', { email: anEmail(), password: '123456789' }, 'password'],
    ['129 characters', { email: anEmail(), password: 'x'.repeat(129) }, 'password'],
    ['a number as password', { email: anEmail(), password: 1234567890 }, 'password'],
    ['an empty name', { email: anEmail(), password: aPassword, name: '  ' }, 'name'],
    ['a name on two lines', { email: anEmail(), password: aPassword, name: 'a\nb' }, 'name'],
    ['a name nobody can see', { email: anEmail(), password: aPassword, name: '\u200b' }, 'name'],
    [
      'a name with hidden parts',
      { email: anEmail(), password: aPassword, name: 'A\u200bb' },
      'name',
    ],
    ['a null name', { email: anEmail(), password: aPassword, name: null }, 'name'],
    ['an unknown field', { email: anEmail(), password: aPassword, admin: true }, 'admin'],
  ])('%s', async (_title, body, field) => {
    const res = await post(body);
    expect([res.status, res.body.code]).toEqual([400, 'invalid_request']);
    expect(res.body.errors).toMatchObject([{ field }]);
    expectContract(openapi, res);
  });
});

it('403: another site cannot make a browser sign up', async () => {
  const res = await post({ email: anEmail(), password: aPassword }).set(
    'Origin',
    'https://evil.example',
  );
  expect([res.status, res.body.code]).toEqual([403, 'foreign_origin']);
  expectContract(openapi, res);
});

it('413: a body without end', async () => {
  const res = await post({ email: anEmail(), password: 'x'.repeat(200_000) });
  expect([res.status, res.body.code]).toEqual([413, 'body_too_large']);
  expectContract(openapi, res);
});

it('429: the eleventh account from one address within an hour has to wait', async () => {
  const { agent } = auth.start({ rateLimit: true });
  for (let turn = 0; turn < 10; turn += 1) await signUpIn(agent());
  const res = await agent()
    .post('/api/users/signup')
    .send({ email: anEmail(), password: aPassword });
  expect([res.status, res.body.code]).toEqual([429, 'rate_limited']);
  expect(Number(res.headers['retry-after'])).toBeGreaterThan(3_000);
  expectContract(openapi, res);
});
