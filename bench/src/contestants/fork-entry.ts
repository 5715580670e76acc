import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface ForkedEntry<Ready> {
  readonly ready: Ready;
  /** Sends a message and waits for the one that answers it. */
  ask(message: unknown): Promise<unknown>;
  /** Lets it go: it stops by itself when nobody listens to it any more. */
  stop(): Promise<void>;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts one of our entry files as a process of its own; its first message says it is ready. */
export async function forkEntry<Ready>(
  entry: URL,
  args: readonly string[] = [],
): Promise<ForkedEntry<Ready>> {
  const child = fork(entry, [...args]);
  const exited = once(child, 'exit');
  const ready = (await nextMessage(child)) as Ready;
  return {
    ready,
    ask(message) {
      const answer = nextMessage(child);
      child.send(message as object);
      return answer;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const died = once(child, 'exit', { signal: ended.signal }).then(([code]: unknown[]) => {
    throw new Error(`A process under test ended with ${String(code)}`);
  });
  try {
    const received: Promise<unknown[]> = once(child, 'message');
    const [message] = await Promise.race([received, died]);
    return message;
  } finally {
    ended.abort();
    died.catch(() => {});
  }
}

/** In a forked entry: a Ctrl-C is the parent's business; its end is ours as well. */
export function stopWithParent(stop: () => Promise<void>): void {
  process.on('SIGINT', () => {});
  process.on('disconnect', () => {
    void stop().finally(() => process.exit());
  });
}
