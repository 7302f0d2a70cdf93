// Hears of events as the outbox relays them, on a connection of its own that is made anew when it breaks. Sees no table.
import pg from 'pg';
import { LIVE_CHANNEL, type LiveMessage } from './claim-outbox.ts';
import type { ConnectionSettings } from './database.ts';

export interface LiveListener {
  /** One event. */
  readonly onMessage: (message: LiveMessage) => void;
  /** The connection was broken and is back: messages may have been missed. */
  readonly onGap: () => void;
}

export interface Listening {
  readonly close: () => Promise<void>;
}

const RETRY_MS = 1000;

/** Listens until closed. The first connection is awaited; later breaks are mended in the background. */
export async function listenLive(connection: ConnectionSettings, listener: LiveListener): Promise<Listening> {
  let closed = false;
  let client = await listen(connection, listener);
  let retry: NodeJS.Timeout | undefined;

  function mend(): void {
    if (closed) return;
    retry = setTimeout(() => {
      listen(connection, listener).then(
        (again) => {
          client = again;
          client.once('end', mend);
          if (closed) void client.end();
          else listener.onGap();
        },
        () => mend(),
      );
    }, RETRY_MS);
  }

  client.once('end', mend);
  return {
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client.end();
    },
  };
}

async function listen(settings: ConnectionSettings, listener: LiveListener): Promise<pg.Client> {
  const { ssl, ...connection } = settings;
  const client = new pg.Client({
    ...connection,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright live',
    keepAlive: true,
  });
  // The end of the connection follows and is handled there.
  client.on('error', () => {});
  client.on('notification', ({ payload }) => {
    // Only `relayOutbox` writes to this channel with this shape; whatever else arrives is left alone.
    const message = parseMessage(payload ?? '');
    if (message !== undefined) listener.onMessage(message);
  });
  await client.connect();
  await client.query(`listen ${LIVE_CHANNEL}`);
  return client;
}

function parseMessage(payload: string): LiveMessage | undefined {
  try {
    const message: unknown = JSON.parse(payload);
    return isLiveMessage(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

function isLiveMessage(message: unknown): message is LiveMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'tenant' in message &&
    typeof message.tenant === 'number' &&
    'caseId' in message &&
    typeof message.caseId === 'string' &&
    'seq' in message &&
    typeof message.seq === 'number' &&
    'tokens' in message &&
    Array.isArray(message.tokens)
  );
}
