// A letter of a case as its recipient will read it, before anything is made: with how hard it is to read, or what is missing. Who it goes to
// is said by role, id and address, since two may have one name.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { allEntries, contactShown } from '@casewright/engine/entries';
import {
  composeLetter,
  HARDEST_GRADE,
  type Letter,
  type LetterProblem,
  readingGrade,
  textsOfLetter,
} from '@casewright/engine/letters';
import { cutToParts, mayReadLetter, notesOnLetter, type ReadableParts } from '@casewright/engine/view';
import { agencyName } from '../store/agency-name.ts';
import { readCase } from '../store/read-case.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { TOMBSTONE } from '../store/seal-event.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface LetterAsked {
  readonly caseId: string;
  /** The name of the letter in its case type, and the party by id. */
  readonly letter: string;
  readonly party: string;
}

export interface LetterPreview {
  /** Null where there is a problem. */
  readonly letter: Letter | null;
  readonly problems: readonly LetterProblem[];
  readonly recipient: {
    readonly party: string;
    readonly role: string;
    readonly name: string | null;
    /** Lines; null also where it is secret. */
    readonly address: string | null;
    readonly email: string | null;
    readonly isSecret: boolean;
  } | null;
  /** Years of school that it takes to read; null in languages for which nobody reckons that here. */
  readonly grade: number | null;
  readonly isHard: boolean;
  /** What is said to be wrong of what it says. */
  readonly corrections: readonly LetterCorrection[];
}

export interface LetterCorrection {
  /** What people call the fact. */
  readonly title: string;
  readonly standing: 'accepted' | 'attached';
  readonly words: string;
  readonly on: string;
}

interface LetterOptions extends LetterAsked {
  readonly caseTypes: CaseTypes;
  readonly nowMs: number;
}

export function previewLetter(
  send: SendReading,
  reader: Reader,
  options: LetterOptions,
): Promise<ReadAnswer<LetterPreview>> {
  const { caseId, caseTypes, letter } = options;
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'preview-letter',
    asked: [caseId],
    statements: [readCase(tenant, caseId), agencyName(tenant)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, names]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        const mine = readablePartsOf(row, caseType);
        // Who may not read all that it says is not told what is missing for it either.
        if (!mayReadLetter(caseType, letter, mine)) return null;
        // The store keeps exactly what the engine made.
        const state = JSON.parse(row.state) as CaseState;
        const agency = names.rows[0]?.name ?? '';
        const view = cutToParts(mine, (parts) => preview(caseType, state, { options, agency, parts }));
        return { view, caseIds: [caseId] };
      });
    },
  });
}

interface Previewing {
  readonly options: LetterOptions;
  readonly agency: string;
  readonly parts: ReadableParts;
}

function preview(caseType: CaseType, state: CaseState, { options, agency, parts }: Previewing): LetterPreview {
  const { letter, party, nowMs } = options;
  const asked = { letter, recipient: party, now: new Date(nowMs).toISOString(), agency };
  const made = composeLetter(caseType, state, { ...asked, isGone: (value) => value === TOMBSTONE });
  const grade = 'letter' in made ? readingGrade(textsOfLetter(made.letter), made.letter.language) : null;
  return {
    letter: 'letter' in made ? made.letter : null,
    problems: 'letter' in made ? [] : made.problems,
    recipient: recipientOf(caseType, state, party),
    ...{ grade, isHard: grade !== null && grade > HARDEST_GRADE },
    corrections: notesOnLetter(caseType, state, { letter, parts }).map(({ title, standing, words, on }) => ({
      ...{ title, standing, words, on },
    })),
  };
}

function recipientOf(caseType: CaseType, state: CaseState, id: string): LetterPreview['recipient'] {
  const entries = allEntries(caseType, state);
  const party = Object.hasOwn(entries, id) ? entries[id] : undefined;
  if (party?.kind !== 'party') return null;
  const shown = party.contact === undefined ? null : contactShown(party.contact);
  const role = caseType.parties.get(party.of)?.title ?? party.of;
  const { name = null, address = null, email = null, isSecret = false } = shown ?? {};
  return { party: id, role, name, address, email, isSecret };
}
