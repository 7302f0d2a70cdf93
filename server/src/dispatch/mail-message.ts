// A letter as a message of mail: a few words, and the letter as it was approved. Its id is made of what is sent, so that every attempt is
// the same message and a report about it finds its way back.
import MailComposer from 'nodemailer/lib/mail-composer';

export interface MailToWrite {
  /** Of what is sent: the same for every attempt. */
  readonly dispatch: string;
  readonly from: { readonly name: string; readonly email: string };
  readonly to: string;
  readonly reference: string;
  readonly writtenAt: Date;
  /** The approved letter. */
  readonly letter: Buffer;
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
  const { dispatch, from, to, reference, writtenAt, letter } = mail;
  const composer = new MailComposer({
    from: { name: from.name, address: from.email },
    to,
    subject: `${from.name} (${reference})`,
    date: writtenAt,
    messageId: `<${messageIdOf(dispatch, from.email)}>`,
    // RFC 3834: nobody's holiday notice should answer it.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    text: `${from.name}\n${reference}\n\nOur letter is attached as a PDF.\n`,
    attachments: [{ filename: 'letter.pdf', content: letter, contentType: 'application/pdf' }],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
