// Hears of events as the outbox relays them and of rights as they change, on a connection of its own that is made anew when
// it breaks. Sees no table.
import pg from 'pg';
import type { ConnectionSettings } from './database.ts';
import {
  HERE_CHANNEL,
  LIVE_CHANNEL,
  readHereMessage,
  readLiveMessage,
  readUnsettledMessage,
  UNSETTLED_CHANNEL,
  type HereMessage,
  type LiveMessage,
  type UnsettledMessage,
} from './live-messages.ts';

export interface LiveListener {
  /** One event. */
  readonly onMessage: (message: LiveMessage) => void;
  /** Somebody has a case open, or left it. */
  readonly onHere: (message: HereMessage) => void;
  /** Sessions or rights that may have changed. */
  readonly onUnsettled: (message: UnsettledMessage) => void;
  /** Something is missed, and until `onGap` everything is; may be told more than once. */
  readonly onLost: () => void;
  /** The connection was broken and is back. */
  readonly onGap: () => void;
}

export interface Listening {
  readonly close: () => Promise<void>;
}

const RETRY_MS = 1000;
/** A connection whose other end is gone without a word looks as if nothing happened, so it is asked this often. */
const ASK_MS = 2_000;
/** Without an answer for as long as this it is lost. */
const ANSWER_MS_MAX = 5_000;

/** Listens until closed. The first connection is awaited; later breaks are mended in the background. */
export async function listenLive(connection: ConnectionSettings, listener: LiveListener): Promise<Listening> {
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  let client = await listen(connection, listener);
  let asking = watch(client, lost);

  function lost(): void {
    clearInterval(asking);
    if (closed) return;
    listener.onLost();
    mend();
  }

  function mend(): void {
    if (closed) return;
    retry = setTimeout(() => {
      listen(connection, listener).then(
        (again) => {
          client = again;
          asking = watch(again, lost);
          if (closed) void end();
          else tellGap();
        },
        () => {
          // Whoever began to rely on this meanwhile has missed something too.
          if (!closed) listener.onLost();
          mend();
        },
      );
    }, RETRY_MS);
  }

  function tellGap(): void {
    listener.onLost();
    listener.onGap();
  }

  async function end(): Promise<void> {
    clearInterval(asking);
    await client.end();
  }

  return {
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await end();
    },
  };
}

/** Calls `lost` once: when the connection ends, or does not answer. */
function watch(client: pg.Client, lost: () => void): NodeJS.Timeout {
  let answered = Date.now();
  let over = false;
  const once = (): void => {
    if (over) return;
    over = true;
    clearInterval(asking);
    lost();
  };
  const asking = setInterval(() => {
    if (Date.now() - answered > ASK_MS + ANSWER_MS_MAX) {
      void client.end();
      once();
      return;
    }
    client.query('select 1').then(
      () => {
        answered = Date.now();
      },
      () => {},
    );
  }, ASK_MS);
  asking.unref();
  client.once('end', once);
  return asking;
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
  client.on('notification', ({ channel, payload = '' }) => {
    // Only this program writes to these channels in these forms; whatever else arrives is left alone.
    if (channel === LIVE_CHANNEL) tell(readLiveMessage(payload), listener.onMessage);
    if (channel === HERE_CHANNEL) tell(readHereMessage(payload), listener.onHere);
    if (channel === UNSETTLED_CHANNEL) tell(readUnsettledMessage(payload), listener.onUnsettled);
  });
  await client.connect();
  await client.query(`listen ${LIVE_CHANNEL}; listen ${UNSETTLED_CHANNEL}; listen ${HERE_CHANNEL}`);
  return client;
}

function tell<M>(message: M | undefined, listener: (message: M) => void): void {
  if (message !== undefined) listener(message);
}
