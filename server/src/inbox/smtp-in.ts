// Mail that is sent to us: a server of SMTP (RFC 5321) that says 250 when the mail is an item of the inbox, durably, and not a moment before.
// Whatever goes wrong is a 4xx, so that the sender keeps the mail and sends it again; an address of nobody is a 5xx at once. It stands behind
// the mail server of the agency, which knows spam and who may send; it relays nothing.
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { MAIL_MOST, receiveMail, type InboxDeps } from './receive-mail.ts';

/** Which address is whose. */
export interface InboundAddress {
  /** In small letters. */
  readonly address: string;
  readonly tenant: number;
  readonly queue: string;
}

export interface SmtpInOptions {
  readonly host: string;
  readonly port: number;
  readonly addresses: () => Promise<readonly InboundAddress[]>;
  /** An error with no word of the mail. */
  readonly onProblem: (error: unknown) => void;
}

export interface SmtpIn {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const MOST_CLIENTS = 50;
const CLOSE_MS = 10_000;

export async function openSmtpIn(deps: InboxDeps, options: SmtpInOptions): Promise<SmtpIn> {
  const find = async (address: string): Promise<InboundAddress | undefined> =>
    (await options.addresses()).find((one) => one.address === address.toLowerCase());
  const server: SMTPServer = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], size: MAIL_MOST, maxClients: MOST_CLIENTS },
    ...{ closeTimeout: CLOSE_MS, disableReverseLookup: true, banner: 'Casewright inbox' },
    onRcptTo({ address }, _session, callback) {
      void answer(options, callback, async () =>
        (await find(address)) === undefined ? refusal(550, 'There is nobody of that address here.') : null,
      );
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MAIL_MOST) chunks.push(chunk);
      });
      stream.on('end', () => {
        void answer(options, callback, async () => {
          if (size > MAIL_MOST) return refusal(552, 'The mail is too large.');
          const items = await take({ deps, find }, session, Buffer.concat(chunks));
          return `Kept as ${items.join(' ')}`;
        });
      });
    },
  });
  server.on('error', options.onProblem);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  return {
    // It listens on a port, so its address is of this kind.
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Reply = (error: Error | null, message?: string) => void;

/** What the work says goes back; what goes wrong is for later, and the sender keeps the mail. */
async function answer(
  { onProblem }: SmtpInOptions,
  reply: Reply,
  work: () => Promise<Error | string | null>,
): Promise<void> {
  let said: Error | string | null;
  try {
    said = await work();
  } catch (error) {
    onProblem(error);
    said = refusal(451, 'It was not taken. Send it again later.');
  }
  if (typeof said === 'string') reply(null, said);
  else reply(said);
}

interface Taking {
  readonly deps: InboxDeps;
  readonly find: (address: string) => Promise<InboundAddress | undefined>;
}

/** For each queue that it is addressed to, an item: all of them, or it comes again. */
async function take({ deps, find }: Taking, session: SMTPServerSession, raw: Buffer): Promise<readonly string[]> {
  const { mailFrom, rcptTo } = session.envelope;
  const queues = new Map<string, InboundAddress>();
  for (const { address } of rcptTo) {
    const known = await find(address);
    if (known === undefined) throw new Error('An address is gone that was there a moment ago.');
    queues.set(`${known.tenant} ${known.queue}`, known);
  }
  const items: string[] = [];
  for (const { tenant, queue } of queues.values()) {
    const from = mailFrom === false || mailFrom.address === '' ? {} : { envelopeFrom: mailFrom.address };
    const mail = { tenant, queue, raw, mediaType: 'message/rfc822', name: 'mail.eml', ...from } as const;
    const received = await receiveMail(deps, mail);
    if (received.kind === 'no-queue') throw new Error('The queue of an address is gone.');
    items.push(received.item);
  }
  return items;
}

function refusal(code: number, sentence: string): Error {
  return Object.assign(new Error(sentence), { responseCode: code });
}
