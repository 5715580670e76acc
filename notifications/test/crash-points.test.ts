import { until } from '@marquee/common/testing/until';
import { type MailServer, startMailServer } from './mail-server.js';
import { openWorld } from './notifications-world.js';
import { aStory } from './story.js';

const points = ['claim', 'begin', 'send', 'record'].flatMap((name) => [
  `before:${name}`,
  `after:${name}`,
]);
let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.stop());

test.each(points)(
  'a worker that dies %s leaves its mail to another, under the same id',
  async (at) => {
    const transport = { kind: 'smtp', url: server.url, from: 'tickets@marquee.example' } as const;
    let isDead = false;
    let die: (reason: Error) => void = () => undefined;
    const dies = new Promise<never>((_resolve, reject) => {
      die = reject;
    });
    // What it would have done after its death it does not do; its loop is only ended by the stop.
    const faultPoint = async (point: string) => {
      if (point === at) isDead = true;
      if (isDead) await dies;
    };
    const dead = await openWorld({ transport, faultPoint });
    const story = aStory();
    await dead.bus.deliver(story.registered());
    await until(() => isDead);

    const heir = await openWorld({ transport }, dead.database);
    await until(async () => {
      await heir.endLeases();
      return (await heir.mails())[0]?.status === 'sent';
    });
    const ids = server.received.map(({ source }) => /^Message-ID: (.*?)\r?$/m.exec(source)?.[1]);
    expect(new Set(ids)).toEqual(new Set([`<welcome.${story.user.userId}.1@marquee.example>`]));
    // Only where the server had it and the row did not say so yet is it sent once more.
    expect(ids).toHaveLength(['after:send', 'before:record'].includes(at) ? 2 : 1);
    const [row] = await heir.mails();
    expect(row?.status).toBe('sent');
    await heir.close();
    die(new Error('It was dead all along'));
    await dead.close();
  },
);
