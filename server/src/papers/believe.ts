// From what a reader process answered to a text or a mail: a process that read hostile bytes may answer anything, so each member is
// looked at, and an answer of another shape is none.
import { MAIL_WARNINGS, type Bounce, type Mail, type MailAddress, type MailAnswer } from './mail.ts';
import {
  PART_REASONS,
  UNREADABLE_REASONS,
  type Page,
  type PaperText,
  type RefusedPart,
  type Unreadable,
} from './paper.ts';
import type { ReaderOutcome } from './run-reader.ts';

/** Thrown inside this file alone. */
class ShapeError extends Error {}

const ENDED: Unreadable = { kind: 'unreadable', reason: 'ended' };

export function textFrom(outcome: ReaderOutcome): PaperText | Unreadable {
  if (outcome.kind === 'unreadable') return outcome;
  return believed(() => {
    const answer = recordOf(outcome.answer);
    if (answer['kind'] === 'unreadable') return unreadable(answer);
    return {
      kind: 'text',
      pages: listOf(answer['pages'], pageOf),
      pageCount: countOf(answer['pageCount']),
      title: textOrNull(answer['title']),
      language: textOrNull(answer['language']),
      partsRefused: listOf(answer['partsRefused'], partOf),
    };
  });
}

export function mailFrom(outcome: ReaderOutcome): MailAnswer {
  if (outcome.kind === 'unreadable') return outcome;
  return believed(() => {
    const answer = recordOf(outcome.answer);
    return answer['kind'] === 'unreadable' ? unreadable(answer) : mailOf(answer, outcome.attachments);
  });
}

type Fields = Readonly<Record<string, unknown>>;

function mailOf(answer: Fields, pieces: readonly Buffer[]): Mail {
  const named = listOf(answer['attachments'], (each) => {
    const { name, mediaType } = recordOf(each);
    return { name: textOf(name), mediaType: textOf(mediaType) };
  });
  if (named.length !== pieces.length) throw new ShapeError();
  return {
    kind: 'mail',
    from: answer['from'] === null ? null : addressOf(answer['from']),
    to: listOf(answer['to'], addressOf),
    cc: listOf(answer['cc'], addressOf),
    date: textOrNull(answer['date']),
    subject: textOf(answer['subject']),
    messageId: textOrNull(answer['messageId']),
    inReplyTo: textOrNull(answer['inReplyTo']),
    references: listOf(answer['references'], textOf),
    autoSubmitted: textOrNull(answer['autoSubmitted']),
    text: textOf(answer['text']),
    bounce: answer['bounce'] === null ? null : bounceOf(answer['bounce']),
    warnings: listOf(answer['warnings'], (each) => oneOf(MAIL_WARNINGS, each)),
    attachments: named.map((each, at) => ({ ...each, bytes: pieces[at] ?? Buffer.alloc(0) })),
  };
}

function bounceOf(value: unknown): Bounce {
  const bounce = recordOf(value);
  const recipients = listOf(bounce['recipients'], (each) => {
    const { recipient, action, status } = recordOf(each);
    return { recipient: textOf(recipient), action: textOf(action), status: textOrNull(status) };
  });
  return { recipients, originalMessageId: textOrNull(bounce['originalMessageId']) };
}

function believed<T>(read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) return ENDED;
    throw error;
  }
}

function unreadable({ reason }: Fields): Unreadable {
  return { kind: 'unreadable', reason: oneOf(UNREADABLE_REASONS, reason) };
}

function pageOf(value: unknown): Page {
  return { text: textOf(recordOf(value)['text']) };
}

function partOf(value: unknown): RefusedPart {
  const { part, reason } = recordOf(value);
  return { part: textOf(part), reason: oneOf(PART_REASONS, reason) };
}

function addressOf(value: unknown): MailAddress {
  const { name, address } = recordOf(value);
  return { name: textOf(name), address: textOf(address) };
}

function recordOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new ShapeError();
  return { ...value };
}

function listOf<T>(value: unknown, each: (value: unknown) => T): readonly T[] {
  if (!Array.isArray(value)) throw new ShapeError();
  return value.map((one: unknown) => each(one));
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new ShapeError();
  return value;
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : textOf(value);
}

function countOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new ShapeError();
  return value;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new ShapeError();
  return found;
}
