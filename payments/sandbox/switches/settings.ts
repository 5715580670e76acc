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
  /** Counts its changes. */
  readonly revision: number;
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

interface Update {
  readonly $set?: Readonly<Record<string, unknown>>;
  readonly $inc?: Readonly<Record<string, number>>;
}

export function createSettings({ connection }: Database): Settings {
  const model = settingsModel(connection);
  let known = initial;
  let revision = 0;

  /** Answers arrive in any order: an older one changes nothing. */
  function learn(row: Partial<SettingsRow>): void {
    if ((row.revision ?? 0) < revision) return;
    revision = row.revision ?? 0;
    known = completed(row);
  }

  async function write(change: Update, condition = {}) {
    const update = { ...change, $inc: { ...change.$inc, revision: 1 } };
    const isNew = Object.keys(condition).length === 0;
    const options = { upsert: isNew, returnDocument: 'after' } as const;
    const row = await model
      .findOneAndUpdate({ _id, ...condition }, update, options)
      .lean<SettingsRow | null>();
    if (row !== null) learn(row);
    return row !== null;
  }

  return {
    model,
    current: () => known,
    async load() {
      const row = await model.findById(_id).lean<SettingsRow | null>();
      if (row !== null) learn(row);
    },
    async change(patch) {
      await write({ $set: patch });
      return known;
    },
    async setSwitches(switches) {
      const $set: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(switches)) $set[`switches.${name}`] = value;
      if (Object.keys($set).length > 0) await write({ $set });
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
