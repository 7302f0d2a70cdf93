// The whole way of a letter that does not arrive: made, approved, sent to a real server for mail, reported by a real report of another one
// into the inbox (RFC 3464), told to its case, where it is somebody's work, and the address is known to fail.
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOWN } from '../commands/agency-under-test.ts';
import { takesAnything } from '../commands/files-under-test.ts';
import { startLetters, type LettersUnderTest } from '../dispatch/letters-under-test.ts';
import { startMailSink, type MailSink } from '../dispatch/mail-sink-under-test.ts';
import { openMailServer } from '../dispatch/mail-server.ts';
import { readFiledFrom } from '../dispatch/read-filed.ts';
import { sendDue } from '../dispatch/send-due.ts';
import { tellCases } from '../dispatch/tell-cases.ts';
import type { Papers } from '../papers/open-papers.ts';
import { papersUnderTest } from '../papers/papers-under-test.ts';
import { programContext } from '../store/context.ts';
import { saveQueue } from '../store/inbound.ts';
import { openSmtpIn, type SmtpIn } from './smtp-in.ts';

let letters: LettersUnderTest;
let papers: Papers;
let smtp: SmtpIn;
let sink: MailSink;

beforeAll(async () => {
  [letters, papers, sink] = await Promise.all([startLetters(), papersUnderTest(), startMailSink()]);
  const { agency, files } = letters;
  const queue = { queue: 'desk', days: 5, zone: 'Europe/Rome', place: null, lead: 'head' };
  await agency.database.once(programContext(TOWN, 'ann'), [saveQueue(TOWN, queue)]);
  const limits = { bytes: 1_000_000, atOnce: 10 };
  smtp = await openSmtpIn(
    { ...agency.deps, store: files.store, judge: takesAnything, limits, papers },
    {
      ...{ host: '127.0.0.1', port: 0, onProblem: () => {} },
      addresses: () => Promise.resolve([{ address: 'desk@town.example', tenant: TOWN, queue: 'desk' }]),
    },
  );
});
afterAll(async () => {
  await smtp.close();
  await sink.close();
  papers.close();
  await letters.close();
});

/** What a server for mail sends back to the sender of what it could not deliver. */
function reportOn(message: string, { to, status, action }: { to: string; status: string; action: string }): string {
  const head = message.split(/\r?\n\r?\n/)[0] ?? '';
  return [
    ...['From: Mail Delivery System <MAILER-DAEMON@mx.people.example>', 'To: desk@town.example'],
    ...['Subject: Undelivered Mail Returned to Sender', `Message-ID: <${status}.${to}.report@mx.people.example>`],
    ...['Auto-Submitted: auto-replied', 'MIME-Version: 1.0', 'Date: Mon, 2 Mar 2026 09:00:00 +0100'],
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"',
    ...['', '--=_report', 'Content-Type: text/plain; charset=us-ascii', ''],
    `I could not deliver your message to <${to}>.`,
    ...['', '--=_report', 'Content-Type: message/delivery-status', ''],
    ...['Reporting-MTA: dns; mx.people.example', 'Arrival-Date: Mon, 2 Mar 2026 08:59:00 +0100', ''],
    ...[`Final-Recipient: rfc822; ${to}`, `Action: ${action}`, `Status: ${status}`],
    ...[`Diagnostic-Code: smtp; 550 ${status} User unknown`, ''],
    ...['--=_report', 'Content-Type: text/rfc822-headers', '', head, '', '--=_report--', ''],
  ].join('\r\n');
}

async function bring(raw: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtp.port, secure: false, ignoreTLS: true });
  await transport.sendMail({ envelope: { from: '', to: ['desk@town.example'] }, raw });
}

test('a letter that a report says did not arrive is work in its case, and the next one warns', async () => {
  const { agency, files } = letters;
  const caseId = await letters.open();
  const entry = await letters.send(caseId, { party: 'party.other', channel: 'email' });
  const settings = { host: '127.0.0.1', port: sink.port, tls: 'never', login: null, from: new Map() } as const;
  const sending = {
    ...{ deps: agency.deps, mail: openMailServer(settings), from: new Map([['town', 'desk@town.example']]) },
    readFiled: readFiledFrom({ ...agency.deps, store: files.store }),
  };
  expect(await sendDue(sending, { tenant: TOWN, slug: 'town', name: 'Town' })).toMatchObject({ sent: 1 });
  const [mail] = sink.taken;
  const to = mail?.to[0] ?? '';
  expect(to).toMatch(/^other\d+@people\.example$/);

  // That it takes longer says nothing yet.
  await bring(reportOn(mail?.text ?? '', { to, status: '4.4.1', action: 'delayed' }));
  expect((await tellCases(agency.deps, TOWN)).told).toBe(0);
  await bring(reportOn(mail?.text ?? '', { to, status: '5.1.1', action: 'failed' }));
  expect(await tellCases(agency.deps, TOWN)).toEqual({ told: 1, problems: [] });
  // It comes again, as reports do.
  await bring(
    reportOn(mail?.text ?? '', { to, status: '5.1.1', action: 'failed' }).replace('5.1.1.other', '5.1.1.again'),
  );
  expect((await tellCases(agency.deps, TOWN)).told).toBe(0);

  const state = await letters.stateOf(caseId);
  expect(state.entries[entry]).toMatchObject({ status: 'bounced', reasons: 'It was sent back. (report-5.1.1)' });
  expect(state.entries['party.other']).toMatchObject({ failing: ['mail'] });
  expect(state.entries['party.one']).not.toHaveProperty('failing');
  const tasks = await agency.test.query<{ title: string }>(
    "select title from task where case_id = $1 and task like 'letter-came-back%'",
    [caseId],
  );
  expect(tasks).toEqual([{ title: 'A letter came back: find another way to reach them' }]);
  // Nobody needs to work the report itself; what says nothing of a letter waits in its queue.
  const items = await agency.test.query<{ state: string }>(
    'select state, count(*)::int as n from inbound_item group by state order by state',
  );
  expect(items).toEqual([
    { state: 'rejected', n: 1 },
    { state: 'waiting', n: 2 },
  ]);
});
