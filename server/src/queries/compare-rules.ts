// What another version of the rules would change: every case of the agency and everybody who may read it by the one and by the
// other, over the same facts. Cases from which something keeps the asker off are left out.
import {
  accessRules,
  accessSettings,
  readAccessFacts,
  oversee,
  overseen,
  whoMayRead,
  type AccessRules,
  type AccessWorld,
  type Compared,
  type OverseenView,
  type Watcher,
} from '@casewright/engine/policy';
import { accessFactsOf } from '@casewright/engine/view';
import { agencyFacts, readPeople } from '../store/access-world.ts';
import { programContext } from '../store/context.ts';
import { flight, type Tx } from '../store/database.ts';
import { casesWithHead } from '../store/read-chain.ts';
import { loadHeads, type ManyHeadsRow } from '../store/load-case.ts';
import { stateOf, type ExplainOptions } from './access-world-of.ts';
import { answerWatch, type ReadAnswer, type Shown } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface RulesComparedView {
  readonly from: string;
  readonly to: string;
  readonly cases: number;
  /** Cases that were left out, since something keeps whoever asks off them. */
  readonly withheld: number;
  readonly gained: readonly RuleChangeView[];
  readonly lost: readonly RuleChangeView[];
}

export interface RuleChangeView {
  readonly caseId: string;
  /** Null is the case itself. */
  readonly part: string | null;
  readonly person: string;
}

const PAGE = 200;

export function compareRules(
  send: SendReading,
  asker: Asker,
  of: { readonly rules: AccessRules; readonly options: ExplainOptions },
): Promise<ReadAnswer<RulesComparedView>> {
  return answerWatch<[], RulesComparedView>(send, asker, {
    action: { type: 'read-reach' },
    name: 'compare-rules',
    asked: [],
    statements: [],
    fold: (_, by) => compared(asker, of, by),
  });
}

interface Changes {
  readonly gained: RuleChangeView[];
  readonly lost: RuleChangeView[];
}

async function compared(
  { principal }: Asker,
  { rules, options }: { readonly rules: AccessRules; readonly options: ExplainOptions },
  by: Watcher,
): Promise<Shown<RulesComparedView, OverseenView<RulesComparedView>> | null> {
  const { tenant } = principal;
  return options.database.snapshot(programContext(tenant, 'explain'), async (tx) => {
    const [people] = await flight(tx, [readPeople(tenant, { people: [], unit: null, everybody: true })]);
    const [row] = people.rows;
    if (row === undefined) return null;
    const { facts } = agencyFacts(tenant, row, null);
    const changes: Changes = { gained: [], lost: [] };
    const seen: Compared<ManyHeadsRow>[] = [];
    let withheld = 0;
    for await (const row of headsOf(tx, tenant)) {
      const [head] = oversee(by, [row]).known;
      if (head === undefined) {
        withheld += 1;
        continue;
      }
      const caseType = await options.caseTypes.byHash(principal, head.case_type_hash);
      const given = [
        ...accessFactsOf({ tenant, caseId: head.case_id, caseType, state: stateOf(head.state) }),
        ...facts,
      ];
      const [before, after] = [
        readAccessFacts(given, accessSettings),
        readAccessFacts(given, accessSettings, rules),
      ] as const;
      note(changes, { before, after, nowMs: options.now() }, { tenant, caseId: head.case_id });
      seen.push(head);
    }
    const view = overseen({ known: seen, withheld }, () => ({
      ...{ from: accessRules.version, to: rules.version, cases: seen.length, withheld, ...changes },
    }));
    return { view, caseIds: seen.map((head) => head.case_id) };
  });
}

async function* headsOf(tx: Tx, tenant: number): AsyncGenerator<ManyHeadsRow> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const [ids] = await flight(tx, [casesWithHead(tenant, after, PAGE)]);
    if (ids.count === 0) return;
    const caseIds = ids.rows.map((row) => row.case_id);
    const answers = await flight(tx, loadHeads(tenant, caseIds));
    for (const { rows } of answers) yield* rows;
    after = caseIds.at(-1) ?? after;
  }
}

interface Worlds {
  readonly before: AccessWorld;
  readonly after: AccessWorld;
  readonly nowMs: number;
}

function note(
  { gained, lost }: Changes,
  { before, after, nowMs }: Worlds,
  of: { readonly tenant: number; readonly caseId: string },
): void {
  const { tenant, caseId } = of;
  const id = `${tenant}/${caseId}`;
  const parts = before.index.get(`case case ${id}`)?.flatMap((fact) => (fact.kind === 'case' ? fact.parts : [])) ?? [];
  for (const part of [null, ...parts.map((each) => each.part)]) {
    const readersIn = (world: AccessWorld): ReadonlySet<string> =>
      new Set(whoMayRead(world, { case: id, part }, nowMs).map(({ reader }) => reader.person));
    const [was, is] = [readersIn(before), readersIn(after)] as const;
    const changed = (person: string): RuleChangeView => ({ caseId, part, person: person.slice(`${tenant}/`.length) });
    gained.push(...[...is].filter((person) => !was.has(person)).map(changed));
    lost.push(...[...was].filter((person) => !is.has(person)).map(changed));
  }
}
