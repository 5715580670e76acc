export type ToastTone = 'info' | 'success' | 'danger';

export interface ToastEntry {
  id: number;
  tone: ToastTone;
  message: string;
  detail?: string;
}

type Listener = () => void;

let entries: readonly ToastEntry[] = [];
let nextId = 1;
const listeners = new Set<Listener>();

function publish(next: readonly ToastEntry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

function show(tone: ToastTone, message: string, detail?: string): void {
  const entry = { id: nextId, tone, message, ...(detail === undefined ? {} : { detail }) };
  nextId += 1;
  publish([...entries.slice(-2), entry]);
}

/** Says something in passing, politely; what the reader must act on belongs on the page. */
export const toast = {
  info: (message: string, detail?: string) => show('info', message, detail),
  success: (message: string, detail?: string) => show('success', message, detail),
  error: (message: string, detail?: string) => show('danger', message, detail),
};

export const toastQueue = {
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  entries: (): readonly ToastEntry[] => entries,
  dismiss: (id: number) => publish(entries.filter((entry) => entry.id !== id)),
};
