// What a row of dispatch stands for, read when it goes: the communication as the case has it, the party as they are reached now, and the
// bytes that were approved. Whatever does not agree with the row stops it.
import { createHash } from 'node:crypto';
import type { CaseType } from '@casewright/engine/definition';
import { allEntries, type Communication, type Contact, type Entry, isEmail } from '@casewright/engine/entries';
import { type CalendarEntry, invitationOf } from '@casewright/engine/letters';
import type { CommandDeps } from '../commands/execute-command.ts';
import { parseState } from '../commands/look-first.ts';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import type { DispatchRow } from '../store/dispatches.ts';
import { loadHead } from '../store/load-case.ts';

/** The bytes of a filed document; null where they are not there any more. */
export type ReadFiled = (tenant: number, file: string) => Promise<Buffer | null>;

export interface LetterToSend {
  readonly reference: string;
  readonly contact: Contact;
  /** Null where only a change of a meeting is told. */
  readonly letter: Buffer | null;
  /** The meeting to which it asks, for the calendar of its recipient; null where it asks to none. */
  readonly calendar: CalendarEntry | null;
  /** A tag of RFC 5646. */
  readonly language: string;
}

/** Why it does not go: codes, which say nothing of anybody. */
export type StopReason =
  | 'case-gone'
  | 'not-sent'
  | 'not-approved'
  | 'party-gone'
  | 'not-safe'
  | 'no-address'
  | 'file-gone'
  | 'file-differs'
  /** The address has signs that cannot be printed, or does not fit the window of an envelope. */
  | 'not-printable'
  /** The meeting of which a change was to be told was changed again, or is over; or they are not asked to it any more. */
  | 'meeting-gone';

export type Found = { readonly letter: LetterToSend } | { readonly stopped: StopReason };

const SYSTEM = 'system.dispatch';

interface ToFind {
  readonly deps: CommandDeps;
  readonly readFiled: ReadFiled;
}

export interface Sender {
  readonly tenant: number;
  readonly name: string;
  /** The address of the agency; null where it goes on paper. */
  readonly email: string | null;
}

export async function letterToSend({ deps, readFiled }: ToFind, sender: Sender, row: DispatchRow): Promise<Found> {
  const { tenant } = sender;
  const seen = await deps.database.transaction(programContext(tenant, SYSTEM), async (tx) => {
    const [heads] = await flight(tx, [loadHead(tenant, row.case_id)]);
    const [head] = heads.rows;
    if (head === undefined) return null;
    return { state: parseState(head), caseType: await deps.caseTypes.byHash(tx, tenant, head.case_type_hash) };
  });
  if (seen === null) return { stopped: 'case-gone' };
  const { state, caseType } = seen;
  const entries = allEntries(caseType, state);
  const entry = entries[row.entry];
  if (entry?.kind !== 'communication' || entry.made === undefined) return { stopped: 'not-sent' };
  const reached = reachedBy(entries[row.party], row.way);
  if (typeof reached === 'string') return { stopped: reached };
  const asked = entry.made.meeting;
  const calendar =
    asked === undefined
      ? null
      : invitationOf(caseType, state, {
          ...{ caseId: row.case_id, meeting: asked.entry, party: row.party, agency: sender },
          // The same in every attempt.
          now: new Date(row.created_at).toISOString(),
        });
  const found = { reference: state.reference, contact: reached, calendar, language: entry.made.language };
  if (row.file === null)
    return calendar === null ? { stopped: 'meeting-gone' } : { letter: { ...found, letter: null } };
  const fault = approvalFault(caseType, entry, row);
  if (fault !== null) return { stopped: fault };
  const letter = await readFiled(tenant, row.file);
  if (letter === null) return { stopped: 'file-gone' };
  const isSame = row.content?.equals(createHash('sha256').update(letter).digest()) === true;
  return isSame ? { letter: { ...found, letter } } : { stopped: 'file-differs' };
}

/** It is what was approved, and for whom. */
function approvalFault(caseType: CaseType, entry: Communication, row: DispatchRow): StopReason | null {
  if (entry.status !== 'sent') return 'not-sent';
  const content = row.content?.toString('hex');
  const needsApproval = caseType.communications.get(entry.of)?.approvedBy !== undefined;
  const isAsApproved = entry.content === content && (!needsApproval || entry.approved?.content === content);
  const isTheirs = entry.made?.party === row.party && entry.made.file === row.file;
  return isAsApproved && isTheirs ? null : 'not-approved';
}

/** How a party is reached now, or why not. */
function reachedBy(party: Entry | undefined, way: 'mail' | 'post'): Contact | StopReason {
  if (party?.kind !== 'party' || party.status !== 'current' || party.contact === undefined) return 'party-gone';
  if (!party.contact.isSafe) return 'not-safe';
  return isReached(party.contact, way) ? party.contact : 'no-address';
}

/** What was lawfully destroyed is no address either. */
function isReached({ email, address }: Contact, way: 'mail' | 'post'): boolean {
  return way === 'mail' ? email !== null && isEmail(email) : address !== null && !address.startsWith('[');
}
