import { waitFor } from '../waiting.js';
import { type Fault, FaultNotSeen } from './fault.js';

const stepDownSeconds = 3;
const changeMsMax = 5_000;
const electionMsMax = 30_000;

/** The database's process is killed, and comes back with what it had acknowledged. */
export const killDatabase: Fault = {
  name: 'SIGKILL',
  isKill: true,
  targets: ['database'],
  lastsMs: [200, 2_000],
  inject: async ({ database }) => {
    const before = await database.hello();
    const pid = database.pid();
    await database.kill();
    if (before === null || (await database.hello()) !== null)
      throw new FaultNotSeen(`mongod ${pid} did not answer before, or still does`);
    return {
      seen: `mongod ${pid} is gone and answers nobody`,
      heal: async () => {
        await database.start();
        const after = await waitFor(electionMsMax, async () => {
          const hello = await database.hello();
          return hello?.isWritablePrimary === true ? hello : null;
        });
        if (after === null || after.processId === before.processId)
          throw new FaultNotSeen('mongod did not come back as another process');
        return `up again as mongod ${database.pid()}, primary`;
      },
    };
  },
};

/** The primary steps down: for some seconds nothing can be written, and nothing is lost. */
export const stepDown: Fault = {
  name: 'stepped down',
  isKill: false,
  targets: ['database'],
  lastsMs: [stepDownSeconds * 1_000, stepDownSeconds * 1_000],
  inject: async ({ database }) => {
    if ((await database.hello())?.isWritablePrimary !== true)
      throw new FaultNotSeen('mongod was no primary to begin with');
    await database.stepDown(stepDownSeconds);
    const isDown = await waitFor(changeMsMax, async () =>
      (await database.hello())?.isWritablePrimary === false ? true : null,
    );
    if (isDown === null) throw new FaultNotSeen('hello still says isWritablePrimary: true');
    return {
      seen: 'hello says isWritablePrimary: false',
      heal: async () => {
        const isPrimary = await waitFor(electionMsMax, async () =>
          (await database.hello())?.isWritablePrimary === true ? true : null,
        );
        if (isPrimary === null) throw new FaultNotSeen('mongod was not elected again');
        return 'elected again';
      },
    };
  },
};
