export interface OrderCreated {
  readonly id: string;
  readonly userId: string;
  readonly status: string;
  readonly expiresAt: string;
  readonly ticket: { readonly id: string; readonly price: number };
}

type Listener = (message: OrderCreated) => Promise<void>;

/** Stands where the broker would be: a publish costs a turn, and the listener gets it afterwards. */
export function createStubBroker() {
  const listeners: Listener[] = [];
  return {
    async publish(message: OrderCreated): Promise<void> {
      const wire = JSON.stringify(message);
      await Promise.resolve();
      for (const listener of listeners)
        setImmediate(() => void listener(JSON.parse(wire) as OrderCreated));
    },
    subscribe: (listener: Listener) => void listeners.push(listener),
  };
}
export type StubBroker = ReturnType<typeof createStubBroker>;
