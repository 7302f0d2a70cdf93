// Commands that record data: what somebody says, and what another case of the same person has on record.
import { reasonOf } from '../sentences/in-words.ts';
import { validateFields } from '../form/form.ts';
import { type Draft, setField } from '../plan/draft.ts';
import type { CaseCommand, Fields, OfferedFact } from './commands.ts';
import type { Fact } from './decide.ts';
import type { Rejection } from './rejections.ts';
import type { CaseState } from './state.ts';

type Decided = { readonly fact: Fact } | { readonly rejection: Rejection };

export function recordData(draft: Draft, state: CaseState, data: Fields): Decided {
  const refused = putData(draft, state, data);
  return refused === null ? { fact: { type: 'DataRecorded' } } : { rejection: refused };
}

interface ToTake {
  readonly command: Extract<CaseCommand, { type: 'TakeFact' }>;
  /** What the host found; null where it found nothing that may be offered. */
  readonly offered: OfferedFact | null;
}

export function takeFact(draft: Draft, state: CaseState, { command, offered }: ToTake): Decided {
  const { field, from } = command;
  const taken = draft.caseType.fields.get(field)?.fact;
  if (offered === null || taken === undefined) return { rejection: { code: 'fact-not-offered', field } };
  if (offered.refused !== undefined) return { rejection: { code: 'no-consent', ...reasonOf(offered.refused) } };
  const refused = putData(draft, state, { [field]: offered.value });
  if (refused !== null) return { rejection: refused };
  const { caseId, version } = from;
  const where = { caseId, version, field: offered.field };
  return {
    fact: {
      ...{ type: 'FactTaken', field, from: where, purpose: taken.neededFor, authority: offered.authority },
      ...(offered.consent === undefined ? {} : { consent: offered.consent }),
    },
  };
}

function putData(draft: Draft, state: CaseState, data: Fields): Rejection | null {
  if (state.closed !== undefined) return { code: 'case-closed', closedAt: state.closed.at };
  const problems = validateFields(draft.caseType, null, data);
  if (problems.length > 0) return { code: 'invalid-data', problems };
  putFields(draft, data);
  return draft.changes.length === 0 ? { code: 'nothing-to-do' } : null;
}

export function putFields(draft: Draft, data: Fields): void {
  for (const [field, value] of Object.entries(data)) setField(draft, field, value);
}
