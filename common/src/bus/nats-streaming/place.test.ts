import { createPlace } from './place.js';

const since = new Date(0);
const message = (sequence: number) => ({ getSequence: () => sequence });

function aPlaceAt(sequence: number) {
  const place = createPlace(since);
  place.startAt('one storage', sequence);
  place.advance(message(sequence));
  return place;
}

test('a link that is lost before its first message leaves the place as it was', () => {
  const place = aPlaceAt(1_000);
  const goesOn = place.startAt('one storage', 1_000);
  expect(goesOn).toEqual({ sequence: 745 });
  expect(place.startAt('one storage', 1_000)).toEqual(goesOn);
  place.advance(message(745));
  expect(place.startAt('one storage', 1_000)).toEqual(goesOn);
});

test('another storage, or one that lost its tail, is read from the beginning again', () => {
  expect(aPlaceAt(1_000).startAt('another storage', 1_000)).toEqual({ since });
  const rewound = aPlaceAt(1_000);
  expect(rewound.startAt('one storage', 999)).toEqual({ since });
  // Also when it has grown before the first message came.
  expect(rewound.startAt('one storage', 2_000)).toEqual({ since });
});
