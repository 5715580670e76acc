import { isDeepStrictEqual } from 'node:util';

/** The names of the wanted settings that are set otherwise. */
export function differences(wanted: object, actual: object): string[] {
  const settings = new Map<string, unknown>(Object.entries(actual));
  return Object.entries(wanted)
    .filter(([name, value]) => !isDeepStrictEqual(settings.get(name), value))
    .map(([name]) => name);
}
