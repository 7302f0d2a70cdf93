// What is read of a mail, whatever its format. Types only.
import type { Unreadable } from './paper.ts';

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

export interface MailAttachment {
  readonly name: string;
  /** As the mail says; what it is, the gate finds out. */
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** What a mail server says of a mail that it could not deliver (RFC 3464). */
export interface Bounce {
  readonly recipients: readonly BouncedRecipient[];
  /** Of the mail that came back, with its angle brackets. */
  readonly originalMessageId: string | null;
}

export interface BouncedRecipient {
  readonly recipient: string;
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`. */
  readonly action: string;
  /** As RFC 3463 has it, e.g. `5.1.1`. */
  readonly status: string | null;
}

export const MAIL_WARNINGS = [
  ...(['no-date', 'bad-date', 'no-sender', 'text-cut', 'words-cut'] as const),
  ...(['too-many-attachments', 'attachment-too-large', 'attachment-damaged', 'bad-winmail'] as const),
] as const;
export type MailWarning = (typeof MAIL_WARNINGS)[number];

/** Everything of a mail but the bytes of its attachments. */
export interface MailHead {
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** An instant; null where the mail has none that can be read. */
  readonly date: string | null;
  readonly subject: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** As RFC 3834 has it, e.g. `auto-replied`; null where a person sent it or nothing is said. */
  readonly autoSubmitted: string | null;
  readonly text: string;
  readonly bounce: Bounce | null;
  readonly warnings: readonly MailWarning[];
}

export interface Mail extends MailHead {
  readonly kind: 'mail';
  readonly attachments: readonly MailAttachment[];
}

export type MailAnswer = Mail | Unreadable;
