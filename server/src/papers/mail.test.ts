import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOfBuffer } from '../files/bytes.ts';
import { openCompoundFile } from './compound-file.ts';
import { wordsOfHtml } from './html-text.ts';
import { mimeMail } from './mime-mail.ts';
import { madeMail } from './made-office.ts';
import type { Mail } from './mail.ts';
import { wordsOfOldWord } from './old-word-text.ts';
import type { Papers } from './open-papers.ts';
import { PAPER_LIMITS, PaperError } from './paper.ts';
import { papersUnderTest } from './papers-under-test.ts';
import { wordsOfRtf } from './rtf-text.ts';
import { unpackWinmail } from './tnef.ts';

const SEED = 20_261_123;

const read = (text: string | Buffer): Promise<Mail> => mimeMail(Buffer.from(text), PAPER_LIMITS);

const lines = (...all: readonly string[]): string => all.join('\r\n');

const BOUNCE = lines(
  'From: MAILER-DAEMON@mail.example.gov',
  'Auto-Submitted: auto-replied',
  'Subject: Undelivered',
  'Date: Tue, 03 Mar 2026 10:00:00 +0000',
  'Message-ID: <dsn-1@mail.example.gov>',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'It could not be delivered.',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mail.example.gov',
  '',
  'Final-Recipient: rfc822; gone@example.org',
  'Action: failed',
  'Status: 5.1.1',
  '',
  'Final-Recipient: rfc822; slow@example.org',
  'Action: delayed',
  'Status: 4.4.1 (no answer)',
  '--b',
  'Content-Type: message/rfc822',
  '',
  'Message-ID: <letter-77@cases.example.gov>',
  'Subject: Your letter',
  '',
  'Text',
  '--b--',
);

/** A file of Outlook's with one attachment, its names short and long. */
function winmail(name: string, bytes: Buffer): Buffer {
  const attribute = (level: number, id: number, data: Buffer): Buffer => {
    const head = Buffer.alloc(9);
    head.writeUInt8(level, 0);
    head.writeUInt32LE(id, 1);
    head.writeUInt32LE(data.length, 5);
    return Buffer.concat([head, data, Buffer.alloc(2)]);
  };
  const long = Buffer.from(`${name}\0`, 'utf16le');
  const properties = Buffer.alloc(16);
  properties.writeUInt32LE(1, 0);
  properties.writeUInt16LE(0x1f, 4);
  properties.writeUInt16LE(0x3707, 6);
  properties.writeUInt32LE(1, 8);
  properties.writeUInt32LE(long.length, 12);
  return Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from('SHORT~1.TXT\0')),
    attribute(2, 0x0006800f, bytes),
    attribute(2, 0x00069005, Buffer.concat([properties, long])),
  ]);
}

function compoundHeader(): Buffer {
  const header = Buffer.alloc(4_096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  return header;
}

describe('a mail', () => {
  let papers: Papers;
  beforeAll(async () => {
    papers = await papersUnderTest();
  });
  afterAll(() => papers.close());

  it('comes out of its process whole, with the bytes of what is attached', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));
    const attachments = [
      { name: 'plan.pdf', mediaType: 'application/pdf', bytes },
      { name: '../../etc/passwd', mediaType: 'text/plain', bytes: Buffer.from('x') },
    ];
    const headers = ['In-Reply-To: <before@example.gov>', 'References: <first@example.gov>', ' <before@example.gov>'];
    const mail = madeMail({ subject: 'Pritožba čez sklep', text: 'Spoštovani', attachments, headers });
    const answer = await papers.mailOf(bytesOfBuffer(mail), 'message/rfc822');
    expect(answer).toEqual({
      kind: 'mail',
      from: { name: 'Ada Kovač', address: 'ada@example.org' },
      to: [
        { name: '', address: 'desk@example.gov' },
        { name: 'Second, The', address: 'second@example.gov' },
      ],
      cc: [{ name: '', address: 'cc@example.gov' }],
      date: '2026-03-03T09:11:12.000Z',
      subject: 'Pritožba čez sklep',
      messageId: '<made-1@example.org>',
      inReplyTo: '<before@example.gov>',
      references: ['<first@example.gov>', '<before@example.gov>'],
      autoSubmitted: null,
      text: 'Spoštovani',
      bounce: null,
      warnings: [],
      attachments: [attachments[0], { ...attachments[1], name: '.._.._etc_passwd' }],
    });
  });

  it('of a kind that is none, or broken, is unreadable', async () => {
    const text = bytesOfBuffer(Buffer.from('no mail'));
    expect(await papers.mailOf(text, 'text/plain')).toEqual({ kind: 'unreadable', reason: 'format' });
    expect(await papers.mailOf(text, 'message/rfc822')).toEqual({ kind: 'unreadable', reason: 'damaged' });
    expect(await papers.mailOf(text, 'application/vnd.ms-outlook')).toEqual({ kind: 'unreadable', reason: 'damaged' });
  });

  it('of Outlook that is broken ends its process at most', async () => {
    // Its library fills the memory with some of these, so they are tried where they belong.
    const header = compoundHeader();
    const answers: string[] = [];
    for (let at = 0; at < 8; at += 1) {
      const file = Buffer.concat([header, Buffer.alloc(2_048, at)]);
      file.writeUInt32LE(at * 97, 44 + (at % 4) * 8);
      const limits = { heapMb: 64, memoryMb: 256, timeMs: 5_000 };
      const answer = await papers.mailOf(bytesOfBuffer(file), 'application/vnd.ms-outlook', { limits });
      answers.push(answer.kind === 'unreadable' ? answer.reason : answer.kind);
    }
    expect(answers.filter((each) => !['damaged', 'memory', 'time', 'mail'].includes(each))).toEqual([]);
  });

  it('that came back says whose, why, and which mail it was', async () => {
    expect(await read(BOUNCE)).toMatchObject({
      autoSubmitted: 'auto-replied',
      bounce: {
        recipients: [
          { recipient: 'gone@example.org', action: 'failed', status: '5.1.1' },
          { recipient: 'slow@example.org', action: 'delayed', status: '4.4.1' },
        ],
        originalMessageId: '<letter-77@cases.example.gov>',
      },
    });
  });

  it('that only speaks of one that came back is no report', async () => {
    const other = BOUNCE.replace('multipart/report; report-type=delivery-status', 'multipart/mixed');
    expect((await read(other)).bounce).toBeNull();
    expect(
      (await read('From: a@b.example\r\nSubject: Undelivered\r\n\r\nFinal-Recipient: rfc822; x@y.example')).bounce,
    ).toBeNull();
  });

  it('says what it lacks: a date, a sender', async () => {
    expect(await read('Subject: s\r\n\r\ntext')).toMatchObject({
      date: null,
      from: null,
      warnings: ['no-sender', 'no-date'],
    });
    expect(await read('From: a@b.example\r\nDate: the day after\r\n\r\ntext')).toMatchObject({
      date: null,
      warnings: ['bad-date'],
    });
    expect(await read('From: a@b.example\r\nDate: Tue, 03 Mar 9999 10:00:00 +0000\r\n\r\nt')).toMatchObject({
      warnings: ['bad-date'],
    });
  });

  it('was sent by a program where it says so', async () => {
    const of = async (value: string): Promise<string | null> =>
      (await read(`Auto-Submitted: ${value}\r\n\r\ntext`)).autoSubmitted;
    expect([await of('no'), await of('Auto-Generated; owner=x'), await of('auto-replied')]).toEqual([
      null,
      'auto-generated',
      'auto-replied',
    ]);
  });

  it('in HTML alone is read as people read it, and a mail within is an attachment', async () => {
    const mail = lines(
      ...[
        'From: a@b.example',
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: text/html; charset=windows-1252',
        '',
      ],
      ...[
        '<p>Dear <b>desk</b></p><script>no()</script>',
        '--x',
        'Content-Type: message/rfc822',
        '',
        'Subject: inner',
        '',
        'inner text',
        '--x--',
      ],
    );
    const { text, attachments } = await read(mail);
    expect(text).toBe('Dear desk');
    expect(attachments.map(({ name, mediaType }) => [name, mediaType])).toEqual([['mail-1.eml', 'message/rfc822']]);
    expect(attachments[0]?.bytes.toString()).toContain('inner text');
  });

  it('of Outlook gives what is packed into winmail.dat; a broken one stays what it is', async () => {
    const packed = winmail('Pritožba.txt', Buffer.from('inside'));
    const mail = (bytes: Buffer): Buffer =>
      madeMail({
        subject: 's',
        text: 't',
        attachments: [{ name: 'winmail.dat', mediaType: 'application/ms-tnef', bytes }],
      });
    expect((await read(mail(packed))).attachments).toEqual([
      { name: 'Pritožba.txt', mediaType: 'application/octet-stream', bytes: Buffer.from('inside') },
    ]);
    const broken = await read(mail(packed.subarray(0, 60)));
    expect(broken.warnings).toEqual(['bad-winmail']);
    expect(broken.attachments.map(({ name }) => name)).toEqual(['winmail.dat']);
  });
});

describe('a hostile mail', () => {
  it('that nests deep, or has headers without end, is unreadable', async () => {
    const deep = Array.from({ length: 500 }, (_, at) =>
      lines(`Content-Type: multipart/mixed; boundary=b${at}`, '', `--b${at}`),
    ).join('\r\n');
    await expect(read(deep)).rejects.toThrow(PaperError);
    await expect(read(`X: ${'a'.repeat(3 << 20)}\r\n\r\n`)).rejects.toThrow(PaperError);
  });

  it('with many parts, addresses and words gives so many, and says so', async () => {
    const part = lines('--x', 'Content-Disposition: attachment; filename=a', '', 'a', '');
    const mail = await read(
      lines(
        ...[
          `Subject: ${'s'.repeat(5_000)}`,
          `To: ${Array.from({ length: 2_000 }, (_, at) => `p${at}@x.example`).join(', ')}`,
        ],
        ...['Content-Type: multipart/mixed; boundary=x', '', part.repeat(2_000)],
      ),
    );
    expect([mail.subject.length, mail.to.length, mail.attachments.length]).toEqual([1_000, 500, 500]);
    expect(mail.warnings).toEqual(expect.arrayContaining(['words-cut', 'too-many-attachments']));
  });

  it('of any bytes is a mail within bounds or unreadable, and nothing else', async () => {
    const words = [
      'From: ',
      'To: ',
      'Date: ',
      '\r\n',
      '\n\n',
      '--x',
      'Content-Type: multipart/',
      'mixed; boundary=x',
      '=?utf-8?B?',
      '?=',
      ':',
      ';',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...words),
      fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    );
    let mails = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const answer = await read(Buffer.from(pieces.join(''), 'latin1')).catch((error: unknown) => error);
        if (answer instanceof PaperError) return;
        mails += 1;
        expect(answer).toMatchObject({ kind: 'mail', subject: expect.any(String), attachments: expect.any(Array) });
      }),
      { seed: SEED, numRuns: 1_500 },
    );
    expect(mails).toBeGreaterThan(300);
  });
});

describe('broken bytes', () => {
  /** A good file with some bytes of it changed: closer to the readers than bytes by chance. */
  const changed = (good: Buffer): fc.Arbitrary<Buffer> =>
    fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
      const bad = Buffer.from(good);
      for (const [at, byte] of changes) bad[at] = byte;
      return bad;
    });
  const header = compoundHeader();

  it.each<[string, Buffer, (file: Buffer) => unknown]>([
    ['a winmail.dat', winmail('a.txt', Buffer.from('inside')), (file) => unpackWinmail(file)],
    [
      'a rich text',
      Buffer.from(String.raw`{\rtf1\ansi\bin5 abc{\fonttbl{\f0\fcharset204 x;}}\u8364?\'e7 x}`),
      (file) => wordsOfRtf(file.toString('latin1'), 50),
    ],
    [
      'a page of HTML',
      Buffer.from('<html><p a="b">x</p><script>y</script><td>&amp;</html>'),
      (file) => wordsOfHtml(file.toString('latin1')),
    ],
    ['a compound file', header, (file) => openCompoundFile(file).stream('WordDocument')],
    ['a document of old Word', header, (file) => wordsOfOldWord(file)],
  ])('of %s are read or refused, never more', (_, good, readFile) => {
    fc.assert(
      fc.property(changed(good), (file) => {
        try {
          readFile(file);
        } catch (error) {
          expect(error).toBeInstanceOf(PaperError);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
