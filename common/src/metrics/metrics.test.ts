import { createMetrics } from './index.js';

it('asked twice for a name, it counts in one place', async () => {
  const metrics = createMetrics();
  metrics.counter('orders_placed', 'Orders placed', ['how']).inc({ how: 'named' });
  metrics.counter('orders_placed', 'Orders placed', ['how']).inc({ how: 'named' });
  metrics.histogram('seconds', 'Seconds').observe(0.2);
  metrics.gauge('parked', 'Parked').set(1);
  const text = await metrics.registry.metrics();
  expect(text).toContain('orders_placed{how="named"} 2');
  expect(text).toContain('seconds_count 1');
  expect(await createMetrics().registry.metrics()).not.toContain('orders_placed');
});
