import { createMetrics } from '../metrics/index.js';
import { createInternalServer } from './internal-server.js';

it('is alive without its database, but not ready, and says what is missing', async () => {
  let databaseIsUp = false;
  const metrics = createMetrics();
  metrics.counter('tickets_sold', 'Tickets sold').inc(3);
  const server = createInternalServer({
    port: 0,
    checks: { database: () => databaseIsUp },
    metrics,
  });
  await server.start();
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port()}${path}`);

  expect((await get('/livez')).status).toBe(200);
  const notReady = await get('/readyz');
  expect([notReady.status, await notReady.text()]).toEqual([503, 'not ready: database\n']);
  databaseIsUp = true;
  expect((await get('/readyz')).status).toBe(200);
  expect(await (await get('/metrics')).text()).toContain('tickets_sold 3');
  expect((await get('/')).status).toBe(404);
  await server.stop();
  await expect(get('/livez')).rejects.toThrow();
});
