import { mkdir, writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import path from 'node:path';

const samplingMicroseconds = 1000;

/** Records V8 CPU profiles of this process. */
export function recordProfile() {
  const session = new Session();
  session.connect();
  return {
    async start(): Promise<void> {
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: samplingMicroseconds });
      await session.post('Profiler.start');
    },
    /** Writes what was recorded, for DevTools and for `readProfile`. */
    async stop(file: string): Promise<void> {
      const { profile } = await session.post('Profiler.stop');
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify(profile));
    },
  };
}
