// A meeting of a case as an entry for the calendar of whoever works on it: when and where, under the reference, and nobody's name.
import type { CaseState } from '@casewright/engine/case';
import { allEntries } from '@casewright/engine/entries';
import { invitationOf, writeCalendarEntry } from '@casewright/engine/letters';
import { cutToParts, mayReadEntry } from '@casewright/engine/view';
import { agencyName } from '../store/agency-name.ts';
import { readCase } from '../store/read-case.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface MeetingAsked {
  readonly caseId: string;
  /** The meeting, by id. */
  readonly entry: string;
}

export interface MeetingFileView {
  readonly name: string;
  /** The whole file (RFC 5545). */
  readonly text: string;
}

export function showMeeting(
  send: SendReading,
  reader: Reader,
  { caseId, entry, caseTypes, nowMs }: MeetingAsked & { readonly caseTypes: CaseTypes; readonly nowMs: number },
): Promise<ReadAnswer<MeetingFileView>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    ...{ action: { type: 'read-case' }, name: 'read-meeting', asked: [caseId] },
    statements: [readCase(tenant, caseId), agencyName(tenant)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, names]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        const mine = readablePartsOf(row, caseType);
        // The store keeps exactly what the engine made.
        const state = JSON.parse(row.state) as CaseState;
        const meeting = allEntries(caseType, state)[entry];
        if (meeting?.kind !== 'communication' || !mayReadEntry(caseType, meeting, mine)) return null;
        const agency = { name: names.rows[0]?.name ?? '', email: null };
        const now = new Date(nowMs).toISOString();
        const calendar = invitationOf(caseType, state, { caseId, meeting: entry, party: null, agency, now });
        if (calendar === null) return null;
        const file = { name: `${state.reference}.ics`, text: writeCalendarEntry(calendar) };
        return { view: cutToParts(mine, () => file), caseIds: [caseId] };
      });
    },
  });
}
