// Mails as they come to an inbox, each made again from its number: with and without a Message-ID, in odd signs, with mails in mails, with
// attachments that the gate refuses, and cut short.
import { createHash } from 'node:crypto';
import { makeMail, type MadeAttached } from './made-mail.ts';
import { seededChance } from './seeded-chance.ts';

export type MailShape = 'plain' | 'without-id' | 'latin' | 'nested' | 'refused' | 'broken' | 'forged';

const SHAPES: readonly MailShape[] = ['plain', 'without-id', 'latin', 'nested', 'refused', 'broken', 'forged'];

export interface NumberedMail {
  readonly shape: MailShape;
  readonly raw: Buffer;
}

/** Its lines end as those of a mail do, so that it arrives as it was sent. */
export function mailOf(number: number, seed: number): NumberedMail {
  const shape = SHAPES[number % SHAPES.length] ?? 'plain';
  return { shape, raw: rawOf(shape, number, seededChance(seed * 7919 + number)) };
}

function rawOf(shape: MailShape, number: number, chance: ReturnType<typeof seededChance>): Buffer {
  const attached = Array.from({ length: chance.between(0, 2) }, (_, at) => ({
    name: `paper ${number}-${at}.txt`,
    data: linesOf(number, chance.percent(95) ? chance.between(1, 20_000) : chance.between(20_000, 2_000_000)),
  }));
  const whole = makeMail(shape === 'refused' ? [...attached, PROGRAM] : attached);
  const own = { id: `<mail-${number}@example.org>`, subject: `Mail ${number}` };
  if (shape === 'without-id') return renamed(whole, { ...own, id: null });
  if (shape === 'latin') return renamed(whole, { ...own, subject: `=?iso-8859-1?Q?Mail_=E9t=E9_${number}?=` });
  if (shape === 'nested') {
    const inner = makeMail(attached).toString('latin1').replace('<1@example.org>', `<inner-${number}@example.org>`);
    return renamed(makeMail([{ name: 'inner.eml', data: inner, type: 'message/rfc822', encoding: '7bit' }]), own);
  }
  const named = renamed(whole, own);
  // Cut in the middle of a part, as a mail server that gave up leaves it.
  if (shape === 'broken') return Buffer.concat([named.subarray(0, Math.ceil(named.length / 2)), Buffer.from('\r\n')]);
  if (shape === 'forged')
    return Buffer.from(named.toString('latin1').replace('a@example.org', 'minister@government.example'), 'latin1');
  return named;
}

/** What the gate refuses by its content: a program. */
const PROGRAM: MadeAttached = {
  name: 'invoice.pdf',
  data: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510), Buffer.from('This program cannot be run in DOS mode.')]),
};

function renamed(raw: Buffer, { id, subject }: { readonly id: string | null; readonly subject: string }): Buffer {
  const text = raw
    .toString('latin1')
    .replace('Message-ID: <1@example.org>\r\n', id === null ? '' : `Message-ID: ${id}\r\n`)
    .replace('Subject: My case', `Subject: ${subject}`);
  return Buffer.from(text, 'latin1');
}

/** Text of which every line says whose it is. */
export function linesOf(number: number, size: number): Buffer {
  return Buffer.alloc(size, `line of ${number} abcdefghijklmnopqrstuvwxyz\r\n`);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
