// What a change of access would do before anybody makes it: the same commands decided upon the same case, then everybody who
// may read it before and after. Nothing is stored.
import { decide, type AccessToGive, type CaseCommand, type CaseState, type Rejection } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { accessSettings, gatherAlike } from '@casewright/engine/policy';
import { accessFactsOf, cutToParts } from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import { findNames } from '../store/find-people.ts';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import { partTitle, type ExplainOptions } from './access-world-of.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { actionOn } from './explain-access.ts';
import { differencesOfReaders, namedReaders, type NamedReaders, type PartChange } from './differences-of-readers.ts';
import { peopleAround } from './readers-of-case.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';
import { requireRow } from './show-case.ts';

/** What would be given, and the ids of what would be ended. */
export interface AccessProposal {
  readonly add: readonly AccessToGive[];
  readonly end: readonly string[];
}

export interface WhatIfView {
  /** Why the case would refuse it; null where it would not. */
  readonly refused: string | null;
  readonly gained: readonly NamedReaders[];
  readonly lost: readonly NamedReaders[];
}

export function showWhatIf(
  send: SendReading,
  reader: Asker,
  {
    options,
    ...asked
  }: { readonly caseId: string; readonly proposal: AccessProposal; readonly options: ExplainOptions },
): Promise<ReadAnswer<WhatIfView>> {
  return answerRead<[ReturnType<typeof readCase>], WhatIfView>(send, reader, {
    action: ([found]) => actionOn(reader, options, requireRow(found.rows)),
    name: 'explain-what-if',
    asked: [asked.caseId],
    statements: [readCase(reader.principal.tenant, asked.caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) => compared({ reader, options, asked, row: requireRow(found.rows) }),
  });
}

interface Comparing {
  readonly reader: Asker;
  readonly options: ExplainOptions;
  readonly asked: { readonly caseId: string; readonly proposal: AccessProposal };
  readonly row: CaseRecord;
}

async function compared({ reader, options, asked, row }: Comparing): Promise<Shown<WhatIfView> | null> {
  const { tenant, person } = reader.principal;
  const { caseId, proposal } = asked;
  const caseType = await options.caseTypes.byHash(reader.principal, row.case_type_hash);
  const parts = readablePartsOf(row, caseType);
  const of = { tenant, caseId, caseType, row, at: null };
  return options.database.snapshot(programContext(tenant, 'explain'), async (tx) => {
    const found = await peopleAround(tx, of);
    if (found === null) return null;
    const nowMs = options.now();
    const changed = changedBy(caseType, found.state, { proposal, actor: person, nowMs });
    const cut = (view: WhatIfView): Shown<WhatIfView> => ({ view: cutToParts(parts, () => view), caseIds: [caseId] });
    if ('refused' in changed) return cut({ refused: changed.refused, gained: [], lost: [] });
    const facts = accessFactsOf({ tenant, caseId, caseType, state: changed.state });
    const after = gatherAlike([...facts, ...found.rest], found.groups, { settings: accessSettings });
    // A case of one part is lost or gained as a whole.
    const asked = { case: `${tenant}/${caseId}`, parts: [null, ...(parts ?? [])] };
    const changes = differencesOfReaders({ before: found.gathered, after, nowMs }, asked);
    const people = [...new Set([...changes.gained, ...changes.lost].flatMap((change) => change.people))];
    const [rows] = await flight(tx, [findNames(tenant, people)]);
    const names = new Map(rows.rows.map((each) => [each.person, each.name]));
    const shown = (change: PartChange): NamedReaders => ({
      ...namedReaders(change, names),
      part: change.part === null ? null : partTitle(caseType, change.part),
    });
    return cut({ refused: null, gained: changes.gained.map(shown), lost: changes.lost.map(shown) });
  });
}

interface Changing {
  readonly proposal: AccessProposal;
  readonly actor: string;
  readonly nowMs: number;
}

/** The case after the proposed commands, decided in their order as they would be. */
function changedBy(
  caseType: CaseType,
  state: CaseState,
  { proposal, actor, nowMs }: Changing,
): { readonly state: CaseState } | { readonly refused: string } {
  const commands: readonly Exclude<CaseCommand, { type: 'OpenCase' }>[] = [
    ...proposal.add.map((fact) => ({ type: 'GiveAccess', fact }) as const),
    ...proposal.end.map((fact) => ({ type: 'EndAccess', fact, reason: 'Preview' }) as const),
  ];
  let after = state;
  for (const command of commands) {
    const decision = decide(caseType, after, command, { occurred: new Date(nowMs).toISOString(), actor });
    if ('rejection' in decision) return { refused: refusal(decision.rejection) };
    after = decision.after;
  }
  return { state: after };
}

function refusal(rejection: Rejection): string {
  if (rejection.code === 'invalid-access') return rejection.reason;
  if (rejection.code === 'unknown-access') return `The case has no ${rejection.access}.`;
  if (rejection.code === 'access-ended') return `${rejection.access} has ended already.`;
  return 'The case does not allow this now.';
}
