// A letter as a message of mail: a few words, and the letter as it was approved; where it asks to a meeting, or that was changed, the entry
// for calendars as well (RFC 6047). Its id is made of what is sent, so that every attempt is
// the same message and a report about it finds its way back.
import { type CalendarEntry, writeCalendarEntry } from '@casewright/engine/letters';
import MailComposer from 'nodemailer/lib/mail-composer';

export interface MailToWrite {
  /** Of what is sent: the same for every attempt. */
  readonly dispatch: string;
  readonly from: { readonly name: string; readonly email: string };
  readonly to: string;
  readonly reference: string;
  readonly writtenAt: Date;
  /** The approved letter; null where only a change of a meeting is told. */
  readonly letter: Buffer | null;
  readonly calendar: CalendarEntry | null;
}

/** The id of a message, without the signs around it. */
export function messageIdOf(dispatch: string, from: string): string {
  return `${dispatch}@${from.slice(from.lastIndexOf('@') + 1)}`;
}

/** What is sent, by the id of its message; null for one that is none of ours. */
export function dispatchOfMessage(messageId: string): string | null {
  return /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^\s<>@]+>?$/.exec(messageId.trim())?.[1] ?? null;
}

/** The whole message (RFC 5322) as bytes. Only the letter says what it is about: a line of mail is read by others too. */
export function writeMail(mail: MailToWrite): Promise<Buffer> {
  const { dispatch, from, to, reference, writtenAt, letter, calendar } = mail;
  const composer = new MailComposer({
    from: { name: from.name, address: from.email },
    to,
    subject: `${from.name} (${reference})`,
    date: writtenAt,
    messageId: `<${messageIdOf(dispatch, from.email)}>`,
    // RFC 3834: nobody's holiday notice should answer it.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    text: `${from.name}\n${reference}\n\n${wordsOf(mail)}\n`,
    ...(calendar === null ? {} : { icalEvent: calendarPart(calendar) }),
    attachments: letter === null ? [] : [{ filename: 'letter.pdf', content: letter, contentType: 'application/pdf' }],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Where and when is in the entry alone: what a mail says in the clear, calendars show to others too. */
function wordsOf({ letter, calendar }: MailToWrite): string {
  const isCancelled = calendar?.method === 'CANCEL';
  if (letter === null) return isCancelled ? CANCELLED : 'The appointment has changed. See your calendar file.';
  const attached = 'Our letter is attached as a PDF.';
  if (calendar === null) return attached;
  return `${attached} ${isCancelled ? CANCELLED : 'The appointment is in your calendar file.'}`;
}

const CANCELLED = 'The appointment is cancelled.';

/** An alternative to the words for mail that knows calendars, and a file for any other. */
function calendarPart(calendar: CalendarEntry): {
  readonly method: string;
  readonly filename: string;
  readonly content: string;
} {
  return { method: calendar.method, filename: 'appointment.ics', content: writeCalendarEntry(calendar) };
}
