import { mongo } from 'mongoose';

interface Member {
  readonly _id: number;
  readonly host: string;
}

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly Member[];
}

const alreadyInitialized = 23;

/** Initiates a set of one, unless the server is in a set already. */
export async function initiateFirst(
  admin: mongo.Db,
  host: string,
  say: (line: string) => void,
): Promise<void> {
  const hello = await admin.command({ hello: 1 });
  if (hello['setName'] !== undefined) return;
  try {
    const config = { _id: 'rs0', members: [{ _id: 0, host }] };
    await admin.command({ replSetInitiate: config });
    say(`The replica set is initiated on ${host}`);
  } catch (error) {
    // Somebody else was faster.
    if (!(error instanceof mongo.MongoServerError) || error.code !== alreadyInitialized)
      throw error;
  }
}

/**
 * Adds the members that are missing, one at a time, as MongoDB wants it. Takes none away: that
 * could cost the majority what it knows, and is a person's decision.
 */
export async function addMembers(
  admin: mongo.Db,
  hosts: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  for (const host of hosts) {
    const { version, members, ...others } = await configOf(admin);
    if (members.some((member) => member.host === host)) continue;
    const id = Math.max(...members.map(({ _id }) => _id)) + 1;
    const grown = [...members, { _id: id, host }];
    await admin.command({ replSetReconfig: { ...others, version: version + 1, members: grown } });
    say(`${host} has joined`);
  }
  const { members } = await configOf(admin);
  const extra = members.filter((member) => !hosts.includes(member.host));
  if (extra.length > 0) say(`Not removed: ${extra.map(({ host }) => host).join(', ')}`);
}

async function configOf(admin: mongo.Db): Promise<ReplicaSetConfig> {
  const { config } = await admin.command({ replSetGetConfig: 1 });
  return config as ReplicaSetConfig;
}
