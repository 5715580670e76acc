import { countryChoices } from './countries';
import { zoneOfCountry } from './zone-of-country';

const countries = countryChoices('en').map(({ value }) => value);

it('a country with one clock has its zone, one with several has none', () => {
  expect(['JP', 'DE', 'GB', 'AR', 'ZW'].map(zoneOfCountry)).toEqual([
    'Asia/Tokyo',
    'Europe/Berlin',
    'Europe/London',
    'America/Argentina/Buenos_Aires',
    'Africa/Harare',
  ]);
  expect(['US', 'PT', 'ES', 'AU', ''].map(zoneOfCountry)).toEqual(['', '', '', '', '']);
});

it('every zone is one that the platform knows, and most countries have one', () => {
  const found = countries.map(zoneOfCountry).filter((zone) => zone !== '');
  expect(found.length).toBeGreaterThan(200);
  for (const timeZone of found) {
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  }
});
