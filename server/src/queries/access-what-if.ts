// What a change of access would do before anybody makes it: the same commands decided upon the same case, then everybody who
// may read it before and after. Nothing is stored.
import { decide, type AccessToGive, type CaseCommand, type CaseState, type Rejection } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import {
  accessSettings,
  readAccessFacts,
  whoMayRead,
  type AccessNames,
  type AccessWorld,
} from '@casewright/engine/policy';
import { accessFactsOf, cutToParts } from '@casewright/engine/view';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import { namesFor, partTitle, worldOfCase, type ExplainOptions } from './access-world-of.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { actionOn } from './explain-access.ts';
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
  readonly gained: readonly PartChangeView[];
  readonly lost: readonly PartChangeView[];
}

/** Who gains or loses a part; null is the case itself. */
export interface PartChangeView {
  readonly part: string | null;
  readonly total: number;
  /** The first of them by name. */
  readonly people: readonly { readonly person: string; readonly name: string }[];
}

const NAMED_MOST = 50;

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
  const found = await worldOfCase(options, { tenant, caseId, caseType, row, at: null }, null);
  if (found === null) return null;
  const changed = changedBy(caseType, found.state, { proposal, actor: person, nowMs: found.nowMs });
  const show = (): WhatIfView => {
    if ('refused' in changed) return { refused: changed.refused, gained: [], lost: [] };
    const facts = accessFactsOf({ tenant, caseId, caseType, state: changed.state });
    const after = readAccessFacts([...facts, ...found.agency.facts], accessSettings);
    // A case of one part is lost or gained as a whole.
    const named = parts === null ? [] : [...parts];
    return differences(
      { before: found.world, after, nowMs: found.nowMs },
      { tenant, caseId, parts: [null, ...named], titleOf: (part) => partTitle(caseType, part) },
      namesFor({ tenant, caseType }, found.agency, parts),
    );
  };
  return { view: cutToParts(parts, show), caseIds: [caseId] };
}

interface Worlds {
  readonly before: AccessWorld;
  readonly after: AccessWorld;
  readonly nowMs: number;
}

interface Scope {
  readonly tenant: number;
  readonly caseId: string;
  readonly parts: readonly (string | null)[];
  readonly titleOf: (part: string) => string;
}

function differences(
  { before, after, nowMs }: Worlds,
  { tenant, caseId, parts, titleOf }: Scope,
  names: AccessNames,
): WhatIfView {
  const gained: PartChangeView[] = [];
  const lost: PartChangeView[] = [];
  for (const part of parts) {
    const [was, is] = [before, after].map((world) => {
      const readers = whoMayRead(world, { case: `${tenant}/${caseId}`, part }, nowMs);
      return new Set(readers.map(({ reader }) => reader.person));
    });
    const title = part === null ? null : titleOf(part);
    for (const [from, to, into] of [
      [was, is, gained],
      [is, was, lost],
    ] as const) {
      const people = [...(to ?? [])].filter((person) => from?.has(person) !== true);
      if (people.length > 0) into.push({ part: title, total: people.length, people: named(people, names) });
    }
  }
  return { refused: null, gained, lost };
}

function named(people: readonly string[], names: AccessNames): PartChangeView['people'] {
  return people
    .map((id) => ({ person: id.slice(id.indexOf('/') + 1), name: names.person(id) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, NAMED_MOST);
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
