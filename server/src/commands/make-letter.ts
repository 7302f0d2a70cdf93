// Makes a letter of a case: composed, printed, kept as a document, and drafted as a communication that names the hash of what is kept. Each
// step has a key of its own made of the request's, so whoever was cut off asks again and ends with one letter. Nothing is sent by it.
import type { CaseCommand, CaseState } from '@casewright/engine/case';
import type { CaseType, LetterDefinition } from '@casewright/engine/definition';
import type { MadeLetter } from '@casewright/engine/entries';
import { composeLetter, type Letter, type LetterProblem } from '@casewright/engine/letters';
import { mayReadLetter, notesOnLetter, type ReadableParts } from '@casewright/engine/view';
import { agencyName } from '../store/agency-name.ts';
import { rollback } from '../store/database.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { TOMBSTONE } from '../store/seal-event.ts';
import type { Outcome } from './command-request.ts';
import { executeCommand, type CommandDeps } from './execute-command.ts';
import { parseState } from './look-first.ts';
import { mayCommand } from './may-command.ts';
import type { Overseer } from './oversee.ts';
import { deny, inCase, type StepOutcome } from './upload-step.ts';
import type { UploadView } from './upload-types.ts';
import type { Uploads } from './uploads.ts';

export interface LetterToMake {
  readonly caseId: string;
  /** Its name in the case type, the party by id, and the channel of its kind. */
  readonly letter: string;
  readonly party: string;
  readonly channel: string;
  /** The same for the same request, for whoever sends it again. */
  readonly key: string;
}

/** Prints a letter, or says in a sentence why it cannot be printed. */
export type PrintLetter = (
  letter: Letter,
  madeAt: string,
) => Promise<{ readonly pdf: Buffer } | { readonly reason: string }>;

export interface MakeLetterDeps {
  readonly deps: CommandDeps;
  readonly uploads: Uploads;
  readonly print: PrintLetter;
}

export interface MadeDraft {
  readonly version: number;
  /** The communication and the document, by id. */
  readonly communication: string;
  readonly document: string;
  /** SHA-256 of what it says, which whoever approves it names. */
  readonly content: string;
  readonly language: string;
  /** Notes on what it prints: that is said to be wrong. What they say is read in the case, which is on record. */
  readonly noted: readonly NotedInLetter[];
}

export interface NotedInLetter {
  readonly correction: string;
  /** The field or the entry on which it stands: one of the two. */
  readonly field: string | null;
  readonly entry: string | null;
  readonly standing: 'accepted' | 'attached';
}

export type LetterMade =
  | { readonly kind: 'made'; readonly draft: MadeDraft }
  | { readonly kind: 'absent' | 'session-gone' }
  /** Why there is no letter. */
  | { readonly kind: 'unmade'; readonly problems: readonly LetterProblem[] }
  /** What was refused on the way: the key was used for another letter, or the case does not take it. */
  | { readonly kind: 'refused'; readonly code: string };

export async function makeLetter(making: MakeLetterDeps, by: Overseer, asked: LetterToMake): Promise<LetterMade> {
  const seen = await compose(making, by, asked);
  if (!('definition' in seen)) return seen;
  const { letter, definition, meeting, noted } = seen;
  // The day is all that the file says of when it was made, so that the same letter on the same day is the same bytes.
  const printed = await making.print(letter, `${new Date(making.deps.nowMs()).toISOString().slice(0, 10)}T00:00:00Z`);
  if ('reason' in printed) return { kind: 'unmade', problems: [{ code: 'wrong-kind', reason: printed.reason }] };
  const kept = await keep(making, by, { asked, definition, letter, pdf: printed.pdf });
  if (!('file' in kept)) return kept;
  return draft(making, by, { asked, definition, letter, meeting, noted, ...kept });
}

/** The meeting to which it asks, as it was when it was made. */
type Meeting = MadeLetter['meeting'] | null;

type Composed =
  | {
      readonly letter: Letter;
      readonly definition: LetterDefinition;
      readonly meeting: Meeting;
      readonly noted: readonly NotedInLetter[];
    }
  | Exclude<LetterMade, { kind: 'made' }>;

async function compose(making: MakeLetterDeps, by: Overseer, asked: LetterToMake): Promise<Composed> {
  const { deps } = making;
  const { caseId, letter: name, party, channel } = asked;
  const { tenant } = by.principal;
  const step = await inCase<Composed>(deps, by, {
    caseId,
    statements: [agencyName(tenant)],
    work: async (tx, [head], [agencies]) => {
      if (head === undefined) return deny(deps, tx, { by, caseId });
      const caseType = await deps.caseTypes.byHash(tx, tenant, head.case_type_hash);
      const state = parseState(head);
      const definition = caseType.letters.get(name);
      const parts = readablePartsOf(head, caseType);
      const on = { caseType, team: state.team, above: head.above, access: head, parts, state };
      const isAllowed =
        definition !== undefined &&
        mayReadLetter(caseType, name, parts) &&
        commandsOf(definition, asked).every((command) => mayCommand(by.principal, { ...on, command }));
      if (definition === undefined || !isAllowed) return deny(deps, tx, { by, caseId });
      rollback(tx);
      // The row of the statement just above.
      const agency = (agencies?.rows[0] as { readonly name: string } | undefined)?.name ?? '';
      const now = new Date(deps.nowMs()).toISOString();
      const toCompose = { letter: name, recipient: party, channel, now, agency };
      const made = composeLetter(caseType, state, { ...toCompose, isGone: (value) => value === TOMBSTONE });
      const value: Composed =
        'letter' in made
          ? {
              letter: made.letter,
              definition,
              meeting: made.meeting,
              noted: notedIn(caseType, state, { letter: name, parts }),
            }
          : { kind: 'unmade', problems: made.problems };
      return { kind: 'done', value };
    },
  });
  return unwrapped(step);
}

function unwrapped<T extends object>(step: StepOutcome<T>): T | Exclude<LetterMade, { kind: 'made' }> {
  if (step.kind === 'done') return step.value;
  return step.kind === 'refused' ? { kind: 'refused', code: step.refusal } : { kind: step.kind };
}

/** Whoever has it made may read each of them. */
function notedIn(
  caseType: CaseType,
  state: CaseState,
  of: { readonly letter: string; readonly parts: ReadableParts },
): readonly NotedInLetter[] {
  return notesOnLetter(caseType, state, of).map(({ correction, field, entry, standing }) => ({
    ...{ correction, field, entry, standing },
  }));
}

/** What will be asked, but for its words. */
function commandsOf({ as, keptAs }: LetterDefinition, { party, channel }: LetterToMake): readonly CaseCommand[] {
  return [
    { type: 'DraftCommunication', of: as, channel, with: [party], subject: '' },
    { type: 'FileDocument', of: keptAs.kind, audience: keptAs.audience, title: '', file: '' },
  ];
}

interface Keeping {
  readonly asked: LetterToMake;
  readonly definition: LetterDefinition;
  readonly letter: Letter;
  readonly pdf: Buffer;
}

type Kept = { readonly file: string; readonly content: string; readonly document: string };

async function keep(
  { deps, uploads }: MakeLetterDeps,
  by: Overseer,
  { asked, definition, letter, pdf }: Keeping,
): Promise<Kept | Exclude<LetterMade, { kind: 'made' }>> {
  const { caseId, key } = asked;
  const { kind, audience } = definition.keptAs;
  const begin = { caseId, kind, audience, document: null, name: 'letter.pdf', size: pdf.length, channel: 'made' };
  const begun = unwrapped(await uploads.start(by, { ...begin, key: `${key} letter` }));
  if (!('file' in begun)) return begun;
  const ended = await bringAll(uploads, by, { caseId, begun, pdf });
  if (!('file' in ended)) return ended;
  const { found, file } = ended;
  if (found === null) return { kind: 'refused', code: ended.refused?.code ?? 'file-refused' };
  const filing = { type: 'FileDocument', of: kind, audience, title: letter.subject, file } as const;
  const filed = await executeCommand(deps, by.principal, {
    ...{ caseId, command: filing, proof: by.proof },
    idempotencyKey: `${key} document`,
  });
  if (filed.kind !== 'applied') return refusedBy(filed);
  const { event } = filed;
  return { file, content: found.content, document: 'entry' in event ? event.entry : '' };
}

interface Bringing {
  readonly caseId: string;
  readonly begun: UploadView;
  readonly pdf: Buffer;
}

/** From where it stands: whoever asks again finds what is there already. */
async function bringAll(
  uploads: Uploads,
  by: Overseer,
  { caseId, begun, pdf }: Bringing,
): Promise<UploadView | Exclude<LetterMade, { kind: 'made' }>> {
  const { file } = begun;
  if (begun.state !== 'arriving') return begun;
  for (let { offset } = begun; offset < pdf.length;) {
    const piece = pdf.subarray(offset, offset + begun.part);
    const body = piecesOf(piece);
    const added = unwrapped(
      await uploads.append(by, { caseId, file, offset, checksum: null, length: piece.length, body }),
    );
    if (!('offset' in added)) return added;
    offset = added.offset;
  }
  return unwrapped(await uploads.finish(by, { caseId, file, content: null }));
}

async function* piecesOf(piece: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(piece);
}

async function draft(
  { deps }: MakeLetterDeps,
  by: Overseer,
  {
    asked,
    definition,
    letter,
    meeting,
    noted,
    file,
    content,
    document,
  }: Omit<Keeping, 'pdf'> & Kept & { readonly meeting: Meeting; readonly noted: readonly NotedInLetter[] },
): Promise<LetterMade> {
  const { caseId, key, party, channel } = asked;
  const { language, subject } = letter;
  const made = {
    letter: asked.letter,
    party,
    file,
    language,
    ...(meeting === null || meeting === undefined ? {} : { meeting }),
  };
  const drafted = await executeCommand(deps, by.principal, {
    ...{ caseId, proof: by.proof, idempotencyKey: `${key} draft` },
    command: { type: 'DraftCommunication', of: definition.as, channel, with: [party], subject, content, made },
  });
  if (drafted.kind !== 'applied') return refusedBy(drafted);
  const communication = 'entry' in drafted.event ? drafted.event.entry : '';
  return { kind: 'made', draft: { version: drafted.version, communication, document, content, language, noted } };
}

function refusedBy(outcome: Exclude<Outcome, { kind: 'applied' }>): Exclude<LetterMade, { kind: 'made' }> {
  switch (outcome.kind) {
    case 'not-found':
      return { kind: 'absent' };
    case 'session-gone':
      return { kind: 'session-gone' };
    case 'rejected':
      return { kind: 'refused', code: outcome.rejection.code };
    case 'conflict':
    case 'key-reused':
      return { kind: 'refused', code: outcome.kind };
  }
}
