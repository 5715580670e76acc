import type { Database } from '@marquee/common/mongo';
import { type Connection, type Model, Schema } from 'mongoose';
import { allOff, type CountedSwitch, type Switches } from './switches.js';

/** Where events go, and what they are signed with: two secrets while one is being replaced. */
export interface WebhookEndpoint {
  readonly url: string;
  readonly secrets: readonly string[];
}

export interface StoredSettings {
  readonly switches: Switches;
  /** How far the sandbox's clock is ahead of the machine's. */
  readonly clockAheadMs: number;
  readonly webhook: WebhookEndpoint | null;
}

interface SettingsRow extends StoredSettings {
  readonly _id: string;
}

/** One row, kept in memory as well: every request asks for it. One process owns a sandbox. */
export interface Settings {
  readonly model: Model<SettingsRow>;
  load(): Promise<void>;
  current(): StoredSettings;
  change(patch: Partial<StoredSettings>): Promise<StoredSettings>;
  setSwitches(switches: Partial<Switches>): Promise<StoredSettings>;
  advanceClock(byMs: number): Promise<void>;
  /** Whether the next request meets it; counts down. */
  take(name: CountedSwitch): Promise<boolean>;
}

const _id = 'settings';
const initial: StoredSettings = { switches: allOff, clockAheadMs: 0, webhook: null };

export function createSettings({ connection }: Database): Settings {
  const model = settingsModel(connection);
  let known = initial;

  async function write(update: Readonly<Record<string, unknown>>, condition = {}) {
    const isNew = Object.keys(condition).length === 0;
    const options = { upsert: isNew, returnDocument: 'after' } as const;
    const row = await model
      .findOneAndUpdate({ _id, ...condition }, update, options)
      .lean<SettingsRow | null>();
    if (row !== null) known = completed(row);
    return row !== null;
  }

  return {
    model,
    current: () => known,
    async load() {
      const row = await model.findById(_id).lean<SettingsRow | null>();
      known = row === null ? initial : completed(row);
    },
    async change(patch) {
      await write({ $set: patch });
      return known;
    },
    async setSwitches(switches) {
      const set = Object.entries(switches).map(([name, value]) => [`switches.${name}`, value]);
      if (set.length > 0) await write({ $set: Object.fromEntries(set) });
      return known;
    },
    async advanceClock(byMs) {
      await write({ $inc: { clockAheadMs: byMs } });
    },
    async take(name) {
      const left = known.switches[name];
      if (left <= 0) return left < 0;
      const field = `switches.${name}`;
      return write({ $inc: { [field]: -1 } }, { [field]: { $gt: 0 } });
    },
  };
}

function completed({ switches, clockAheadMs, webhook }: Partial<SettingsRow>): StoredSettings {
  return {
    switches: { ...allOff, ...switches },
    clockAheadMs: clockAheadMs ?? 0,
    webhook: webhook ?? null,
  };
}

function settingsModel(connection: Connection): Model<SettingsRow> {
  const name = 'Sandbox settings';
  const known = connection.models[name] as Model<SettingsRow> | undefined;
  if (known !== undefined) return known;
  const options = { versionKey: false, minimize: false, strict: false } as const;
  const schema = new Schema<SettingsRow>({ _id: { type: String, required: true } }, options);
  return connection.model<SettingsRow>(name, schema, 'stripe_settings');
}
