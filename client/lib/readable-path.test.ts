import { isReadablePath } from './readable-path';

test.each(['/events/%ff', '/%zz', '/%'])('%s can mean no page', (pathname) => {
  expect(isReadablePath(pathname)).toBe(false);
});

test.each(['/', '/events/1', '/%E6%97%A5'])('%s can', (pathname) => {
  expect(isReadablePath(pathname)).toBe(true);
});
