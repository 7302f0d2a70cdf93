// What a row of dispatch stands for, read when it goes: the communication as the case has it, the party as they are reached now, and the
// bytes that were approved. Whatever does not agree with the row stops it.
import { createHash } from 'node:crypto';
import { allEntries, isEmail, type Contact } from '@casewright/engine/entries';
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
  readonly letter: Buffer;
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
  | 'file-differs';

export type Found = { readonly letter: LetterToSend } | { readonly stopped: StopReason };

const SYSTEM = 'system.dispatch';

export async function letterToSend(
  { deps, readFiled }: { readonly deps: CommandDeps; readonly readFiled: ReadFiled },
  tenant: number,
  row: DispatchRow,
): Promise<Found> {
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
  const content = row.content.toString('hex');
  if (entry?.kind !== 'communication' || entry.status !== 'sent') return { stopped: 'not-sent' };
  const needsApproval = caseType.communications.get(entry.of)?.approvedBy !== undefined;
  const isAsApproved = entry.content === content && (!needsApproval || entry.approved?.content === content);
  if (!isAsApproved || entry.made?.party !== row.party || entry.made.file !== row.file)
    return { stopped: 'not-approved' };
  const party = entries[row.party];
  if (party?.kind !== 'party' || party.status !== 'current' || party.contact === undefined)
    return { stopped: 'party-gone' };
  const { contact } = party;
  if (!contact.isSafe) return { stopped: 'not-safe' };
  if (!isReached(contact, row.way)) return { stopped: 'no-address' };
  const letter = await readFiled(tenant, row.file);
  if (letter === null) return { stopped: 'file-gone' };
  if (createHash('sha256').update(letter).digest('hex') !== content) return { stopped: 'file-differs' };
  return { letter: { reference: state.reference, contact, letter } };
}

/** What was lawfully destroyed is no address either. */
function isReached({ email, address }: Contact, way: 'mail' | 'post'): boolean {
  return way === 'mail' ? email !== null && isEmail(email) : address !== null && !address.startsWith('[');
}
