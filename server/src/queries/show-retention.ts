// When the records of a case may be disposed of, and why, for whoever may read it. What follows from fields and entries is told only to
// those who may read all of it: a day or a class may tell of what they cannot see.
import type { RetentionStep } from '@casewright/engine/retention';
import { cutToParts, mayReadAll } from '@casewright/engine/view';
import { readCase } from '../store/read-case.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import { retentionForReader } from '../store/retention-rows.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface RetentionView {
  /** `hidden` where the reader may not read all of the case; then nothing else is said. */
  readonly status: 'open' | 'hidden' | 'no-schedule' | 'no-class' | 'unknown' | 'waiting' | 'permanent' | 'due';
  readonly class: RetentionClassView | null;
  /** The first day on which it may be disposed of. */
  readonly dueOn: string | null;
  /** The floor that moved it. */
  readonly floor: string | null;
  /** What is missing or awaited. */
  readonly missing: string | null;
  readonly steps: readonly RetentionStepView[];
  /** How many holds stand on it. */
  readonly holds: number;
  /** True while it is being reckoned anew, since another case has changed. */
  readonly isBeingReckoned: boolean;
}

export interface RetentionClassView {
  readonly name: string;
  readonly title: string;
  readonly authority: string;
  readonly number: string;
  readonly version: string;
  readonly period: string;
  readonly action: string;
}

export interface RetentionStepView {
  readonly rule: string;
  readonly of: 'class' | 'floor';
  readonly period: string;
  readonly because: RetentionStep['because'];
  readonly dueOn: string;
}

const NOTHING: RetentionView = {
  ...{ status: 'open', class: null, dueOn: null, floor: null, missing: null, steps: [], holds: 0 },
  isBeingReckoned: false,
};

export function showRetention(
  send: SendReading,
  reader: Reader,
  { caseId, caseTypes }: { readonly caseId: string; readonly caseTypes: CaseTypes },
): Promise<ReadAnswer<RetentionView>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-retention',
    asked: [caseId],
    statements: [readCase(tenant, caseId), retentionForReader(tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, retention]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        const mine = readablePartsOf(row, caseType);
        const view = cutToParts(mine, (parts): RetentionView => {
          if (!mayReadAll(caseType, parts)) return { ...NOTHING, status: 'hidden' };
          const [kept] = retention.rows;
          if (kept === undefined) return NOTHING;
          const rule = caseType.retention?.classes.find(({ name }) => name === kept.class);
          return {
            status: kept.status,
            class:
              rule === undefined
                ? null
                : {
                    ...{ name: rule.name, title: rule.called, authority: rule.authority, number: rule.number },
                    ...{ version: rule.version, period: rule.said, action: rule.action },
                  },
            ...{ dueOn: kept.due_on, floor: kept.floor, missing: kept.missing, holds: kept.holds },
            steps: stepsIn(kept.because),
            isBeingReckoned: kept.stale,
          };
        });
        return { view, caseIds: [caseId], ...shownParts(mine) };
      });
    },
  });
}

function stepsIn(because: string): readonly RetentionStepView[] {
  // Only the program writes it.
  const steps = JSON.parse(because) as readonly RetentionStep[];
  return steps.map(({ rule, of, said, because: from, due }) => ({ rule, of, period: said, because: from, dueOn: due }));
}
