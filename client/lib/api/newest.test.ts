import { newest, newestOfEach } from './newest';

const ticket = (version: number, status = 'available') => ({ id: 't', version, status });

describe('what a page shows never goes back', () => {
  it('keeps the newer version when an older answer arrives late', () => {
    expect(newest(ticket(3, 'sold'), ticket(2))).toEqual(ticket(3, 'sold'));
  });

  it('takes the incoming state at the same version: withdrawing does not raise it', () => {
    expect(newest(ticket(3), ticket(3, 'withdrawing'))).toEqual(ticket(3, 'withdrawing'));
  });

  it('takes items out of a list that the server no longer lists, and never an older state', () => {
    const known = [ticket(5, 'sold'), { ...ticket(1), id: 'gone' }];
    expect(newestOfEach(known, [ticket(4)])).toEqual([ticket(5, 'sold')]);
  });
});
