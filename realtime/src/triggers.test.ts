import { domainEvents } from '@marquee/common/contracts/registry';
import { aDomainEvent } from '../test/domain-events.js';
import { tellingOf, triggers } from './triggers.js';

const listed = triggers.map(({ contract }) => contract.type);

test('every domain event is told, or belongs to an aggregate of which nothing is', () => {
  const untold = domainEvents.filter(({ type }) => !listed.includes(type));
  expect(new Set(untold.map(({ aggregateType }) => aggregateType))).toEqual(
    new Set(['user', 'ticket']),
  );
  expect(new Set(listed).size).toBe(listed.length);
});

test.each(triggers.map((trigger) => [trigger.contract.type, trigger] as const))(
  '%s discloses the fields of the contract and no others',
  (_type, { contract }) => {
    const telling = tellingOf(aDomainEvent(contract));
    if (telling?.to === 'market') {
      expect(contract.aggregateType).toBe('inventory');
      expect(Object.keys(telling.facts).sort()).toEqual(['price', 'status', 'ticketId', 'version']);
      expect(Object.keys(telling.facts.price).sort()).toEqual(['amount', 'currency']);
    } else {
      expect(Object.keys(telling?.changed ?? {}).sort()).toEqual(['id', 'object', 'version']);
    }
  },
);

test('a domain event with a field that its contract does not know is told to nobody', () => {
  for (const { contract } of triggers) {
    const event = aDomainEvent(contract);
    const leaking = {
      ...event,
      data: { ...(event.data as object), buyerEmail: 'ana@example.org' },
    };
    expect(() => tellingOf(leaking)).toThrow(/buyerEmail/);
  }
});

test('what is not in the table is told to nobody', () => {
  for (const contract of domainEvents.filter(({ type }) => !listed.includes(type)))
    expect(tellingOf(aDomainEvent(contract))).toBeNull();
});
