// Live updates: hints that a case changed, upon which it is read again through the same doors as ever. One stream serves
// all tabs of a browser, because over HTTP/1.1 six streams would block every other request to the server.
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setBehind } from '../client/live-state.ts';
import { caseQuery } from '../client/queries.ts';
import { sessionQuery } from '../client/session.ts';

const NAME = 'casewright.live';
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
const LATE_MS = 6_000;

interface Hint {
  readonly caseId: string;
  readonly version: number;
}

/** From the window that holds the stream to the others. */
type Told = Hint | { readonly behind: number | null };

export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const channel = new BroadcastChannel(NAME);
    channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if ('behind' in data) setBehind(data.behind);
      else follow(client, data);
    });
    void lead(client, channel, stop.signal);
    return () => {
      stop.abort();
      channel.close();
    };
  }, [client]);
}

/** Waits until no other tab holds the stream, then holds it until the tab closes. Without locks each tab has its own. */
async function lead(client: QueryClient, channel: BroadcastChannel, signal: AbortSignal): Promise<void> {
  const hold = () => listen(client, channel, signal);
  try {
    if ('locks' in navigator) await navigator.locks.request(NAME, { signal }, hold);
    else await hold();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function listen(client: QueryClient, channel: BroadcastChannel, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let wait = FIRST_WAIT_MS;
    let opened = false;
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let late: ReturnType<typeof setTimeout> | undefined;
    function tell(behind: number | null) {
      clearTimeout(late);
      late = undefined;
      setBehind(behind);
      channel.postMessage({ behind } satisfies Told);
    }
    function open() {
      source = new EventSource('/api/v1/stream');
      source.onopen = () => {
        wait = FIRST_WAIT_MS;
        tell(null);
        // Whatever changed while there was no stream was not told, so what is on the screen is read again.
        if (opened) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
        opened = true;
      };
      source.onmessage = (event: MessageEvent<string>) => {
        const hint = readHint(event.data);
        if (hint === null) return;
        channel.postMessage(hint);
        follow(client, hint);
      };
      source.onerror = () => {
        // A stream that ends is opened again at once as a rule, and nobody needs to hear of that.
        const since = Date.now();
        late ??= setTimeout(() => tell(since), LATE_MS);
        if (source.readyState !== EventSource.CLOSED) return;
        // The browser gave up, as it does when the session ended or the server refused; the session query will say.
        void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
        timer = setTimeout(open, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      };
    }
    // A connection that is dead looks open for minutes: what the browser knows of its network comes first.
    const offline = () => tell(Date.now());
    const online = () => {
      clearTimeout(timer);
      source.close();
      open();
    };
    globalThis.addEventListener('offline', offline, { signal });
    globalThis.addEventListener('online', online, { signal });
    open();
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      clearTimeout(late);
      source.close();
      resolve();
    });
  });
}

function follow(client: QueryClient, hint: Hint): void {
  const known = client.getQueryData(caseQuery(hint.caseId).queryKey);
  // Nothing changed in it: somebody came to it, or left.
  if (known?.version === hint.version) void client.invalidateQueries({ queryKey: ['case', hint.caseId, 'here'] });
  void client.invalidateQueries({ queryKey: ['work'] });
  void client.invalidateQueries({ queryKey: ['cases'] });
  // Their number is on every page: read again by itself there, it would count as use and keep an abandoned session alive.
  const reading = globalThis.location.pathname === '/notices';
  void client.invalidateQueries({ queryKey: ['notices'], refetchType: reading ? 'active' : 'none' });
  if (known === undefined || known.version < hint.version)
    void client.invalidateQueries({ queryKey: ['case', hint.caseId] });
}

function readHint(text: string): Hint | null {
  try {
    const hint: unknown = JSON.parse(text);
    if (typeof hint !== 'object' || hint === null || !('caseId' in hint) || !('version' in hint)) return null;
    return typeof hint.caseId === 'string' && typeof hint.version === 'number'
      ? { caseId: hint.caseId, version: hint.version }
      : null;
  } catch {
    return null;
  }
}
