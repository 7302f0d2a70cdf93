// What came in to the demonstration and waits: mail about a case and about none, a scan, something late. Each is received like anything that
// comes in, with the bytes of a mail that says that it is made up.
import { receiveItem, type PartThatCame } from '../commands/receive-item.ts';
import { programContext } from '../store/context.ts';
import { saveQueue } from '../store/inbound.ts';
import { madeFile, type DemonstrationDeps } from './demonstration-files.ts';

interface MadeMail {
  readonly queue: string;
  readonly daysAgo: number;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** Endings of names are of made files; a scan is one file and nothing else. */
  readonly attached: readonly string[];
  readonly isScan?: true;
}

const DAY_MS = 86_400_000;
const QUEUE = { zone: 'Europe/Rome', place: null, lead: 'supervisor' };

/** @param reference of a case that one of the mails is about */
export async function fillInbox(
  deps: DemonstrationDeps,
  { tenant, reference }: { readonly tenant: number; readonly reference: string },
): Promise<number> {
  const queues = [
    { ...QUEUE, queue: 'traffic-fines', days: 3 },
    { ...QUEUE, queue: 'permits', days: 5 },
  ];
  await deps.database.once(
    programContext(tenant, 'demonstration'),
    queues.map((queue) => saveQueue(tenant, queue)),
  );
  const mails = mailsAbout(reference);
  for (const [at, mail] of mails.entries()) await receive(deps, tenant, { mail, at });
  return mails.length;
}

function mailsAbout(reference: string): readonly MadeMail[] {
  const fines = { queue: 'traffic-fines' };
  return [
    {
      ...{ ...fines, daysAgo: 1, from: 'Giulia Bianchi <giulia.bianchi@mail.example>' },
      subject: `Appeal against notice ${reference}`,
      text: `To whom it may concern,\n\nI appeal against notice ${reference}. I sold the car in spring; the contract is attached.\n\nGiulia Bianchi`,
      attached: ['Contract of sale.pdf', 'Photo of the plate.png'],
    },
    {
      ...{ ...fines, daysAgo: 0, from: 'Tomás Costa <t.costa@mail.example>' },
      subject: 'Where do I pay?',
      text: 'Good morning,\n\nI lost the letter. Where do I pay, and how much?\n\nTomás Costa',
      attached: [],
    },
    {
      ...{ ...fines, daysAgo: 12, from: 'Nora Visser <nora@visser.example>' },
      subject: 'Second letter without an answer',
      text: 'Dear office,\n\nI wrote two weeks ago about my fine and heard nothing. Please answer.\n\nNora Visser',
      attached: ['First letter.pdf'],
    },
    {
      ...{ ...fines, daysAgo: 2, from: '', text: '', isScan: true },
      subject: 'Scan 0042',
      attached: ['Scan 0042.pdf'],
    },
    {
      ...{ queue: 'permits', daysAgo: 3, from: 'Bram Jansen <office@jansen-builders.example>' },
      subject: 'Drawings for the terrace',
      text: 'Please find the drawings that you asked for.\n\nBram Jansen',
      attached: ['Drawing north side.pdf', 'Notes.txt'],
    },
  ];
}

interface Receiving {
  readonly mail: MadeMail;
  readonly at: number;
}

async function receive(deps: DemonstrationDeps, tenant: number, { mail, at }: Receiving): Promise<void> {
  const receivedMs = deps.nowMs() - mail.daysAgo * DAY_MS;
  const attached = await Promise.all(mail.attached.map((name) => madeFile(name, name.slice(0, name.lastIndexOf('.')))));
  const whole = { name: 'mail.eml', bytes: wholeOf(mail, { at, receivedMs, attached }) };
  const { from, subject, text } = mail;
  const said = mail.isScan === true ? { from: null, subject, text: null } : { from, subject, text };
  const sentAt = mail.isScan === true ? null : new Date(receivedMs).toISOString();
  const received = await receiveItem(
    { ...deps, nowMs: () => receivedMs },
    {
      ...{ tenant, channel: mail.isScan === true ? 'scan' : 'mail', queue: mail.queue, same: `demonstration ${at}` },
      words: { ...said, sentAt, warnings: [], to: mail.isScan === true ? [] : [ADDRESS], envelope: null },
      files: partsOf(mail.isScan === true ? attached : [whole, ...attached]),
    },
  );
  if (received.kind !== 'received') throw new Error(`The demonstration does not fit: an item was ${received.kind}.`);
}

const ADDRESS = 'office@agency.example';

interface File {
  readonly name: string;
  readonly bytes: Buffer;
}

async function* partsOf(files: readonly File[]): AsyncGenerator<PartThatCame> {
  async function* piece(bytes: Buffer): AsyncGenerator<Buffer> {
    yield bytes;
  }
  for (const { name, bytes } of files) yield { name, bytes: piece(bytes) };
}

interface Around {
  readonly at: number;
  readonly receivedMs: number;
  readonly attached: readonly File[];
}

/** As a mail program writes it (RFC 5322, RFC 2045). */
function wholeOf({ from, subject, text }: MadeMail, { at, receivedMs, attached }: Around): Buffer {
  const parts = attached.flatMap(({ name, bytes }) => [
    ...['--cut', `Content-Type: application/octet-stream; name="${name}"`],
    ...[`Content-Disposition: attachment; filename="${name}"`, 'Content-Transfer-Encoding: base64', ''],
    ...(bytes.toString('base64').match(/.{1,76}/g) ?? []),
  ]);
  const lines = [
    ...[
      `From: ${encoded(from)}`,
      `To: ${ADDRESS}`,
      `Subject: ${subject}`,
      `Message-ID: <made-${at}@demonstration.example>`,
    ],
    ...[
      `Date: ${new Date(receivedMs).toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=cut',
    ],
    ...['', '--cut', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', ''],
    ...[
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? [],
    ].flat(),
    ...[...parts, '--cut--', ''],
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** The name of whoever wrote it, in signs that a line of a mail may have (RFC 2047). */
function encoded(from: string): string {
  const at = from.indexOf(' <');
  return `=?utf-8?B?${Buffer.from(from.slice(0, at)).toString('base64')}?=${from.slice(at)}`;
}
