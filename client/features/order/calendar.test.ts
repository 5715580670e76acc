/** @jest-environment node */
import { calendarFile } from './calendar';

const entry = {
  id: 'o-1',
  title: 'Night Trains, live; part \\ 2',
  location: 'Coliseu dos Recreios, Lisbon',
  description: 'Two tickets.\nBring the stub.',
  url: 'http://localhost:3000/orders/o-1',
  startsAt: '2026-12-05T20:00:00.000Z',
  endsAt: '2026-12-05T23:00:00.000Z',
  stampedAt: '2026-11-21T12:00:00.000Z',
};

describe('the calendar file', () => {
  it('has the start and end in UTC', () => {
    expect(calendarFile(entry)).toContain('DTSTART:20261205T200000Z\r\nDTEND:20261205T230000Z');
  });

  it('escapes what a calendar would take for its own', () => {
    expect(calendarFile(entry)).toContain('SUMMARY:Night Trains\\, live\\; part \\\\ 2');
    expect(calendarFile(entry)).toContain('DESCRIPTION:Two tickets.\\nBring the stub.');
  });

  it('has no line longer than 75 octets, also with letters that take two', () => {
    const file = calendarFile({ ...entry, title: 'ü'.repeat(120) });
    for (const line of file.split('\r\n')) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    }
  });
});
