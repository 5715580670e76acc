import { publishableKeyOf } from './config';

test('without a key the sandbox takes the card', () => {
  expect(publishableKeyOf(undefined)).toBeNull();
  expect(publishableKeyOf('')).toBeNull();
});

test('a secret key in the wrong place never reaches a browser', () => {
  expect(publishableKeyOf('pk_test_1')).toBe('pk_test_1');
  for (const key of ['sk_live_1', 'rk_live_1', 'whsec_1']) {
    expect(() => publishableKeyOf(key)).toThrow(/must be a publishable key/);
  }
});
