/** A database or broker that we stand on, whoever started it. */
export interface Server {
  readonly url: string;
  /** Settles when the server ended although nobody asked it to. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

interface OwnServer {
  readonly url: string;
  readonly pid: number;
  readonly exited: Promise<number>;
  stop(): Promise<void>;
}

/** A server that runs already and is not ours to stop or to watch. */
export function givenServer(url: string): Server {
  return { url, died: new Promise(() => {}), stop: async () => {} };
}

/**
 * A server that we have started beside us. When it dies under us we end as well, instead of
 * restarting it: its data is on disk, the cause (disk full, out of memory) is still there, and the
 * next start continues.
 */
export function watchServer(name: string, server: OwnServer, log: string): Server {
  let isStopping = false;
  // A second Ctrl-C ends us at once; the server, which the terminal does not reach, must not stay.
  const endWithUs = () => process.kill(server.pid, 'SIGTERM');
  process.on('exit', endWithUs);
  const died = new Promise<string>((resolve) => {
    void server.exited.then((code) => {
      process.off('exit', endWithUs);
      if (!isStopping) resolve(`${name} ended unexpectedly (code ${code}); its log: ${log}`);
    });
  });
  return {
    url: server.url,
    died,
    async stop() {
      isStopping = true;
      await server.stop();
    },
  };
}
