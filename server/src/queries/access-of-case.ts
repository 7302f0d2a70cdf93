// What was said in a case about who may read it: to whoever manages that all of it, to others what is about themselves.
import { classifiedOf, type AccessRequest, type CaseState, type HeldAccess } from '@casewright/engine/case';
import { GENERAL, managerOf, type CaseType } from '@casewright/engine/definition';
import { authorize, explainFact, type AccessFact, type AccessNames } from '@casewright/engine/policy';
import { accessFactsOf, cutToParts, mayReadWords, type ReadableParts } from '@casewright/engine/view';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import type { AgencyFacts } from '../store/access-world.ts';
import { namesFor, partTitle, worldOfCase, type ExplainOptions } from './access-world-of.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface AccessOfCaseView {
  /** Whether the reader may change who reads it, and ask about others. */
  readonly manages: boolean;
  /** What it asks of every reader. */
  readonly classification: string | null;
  readonly compartments: readonly string[];
  readonly purposes: readonly string[] | null;
  readonly matters: readonly string[];
  /** Parts that the reader may read, by name and title. */
  readonly parts: readonly { readonly part: string; readonly title: string; readonly isSection: boolean }[];
  readonly given: readonly GivenView[];
  readonly requests: readonly RequestView[];
  /** Whom a wall or a seal can be about: people in and above its unit, and all units. For whoever manages access. */
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly units: readonly { readonly unit: string; readonly title: string }[];
}

export interface GivenView {
  readonly id: string;
  readonly kind: HeldAccess['kind'];
  readonly says: string;
  readonly from: string;
  readonly until: string | null;
  readonly inForce: boolean;
  /** Of an emergency: whether somebody has looked at it. */
  readonly review: 'due' | 'overdue' | 'justified' | 'not-justified' | null;
  readonly reason: string | null;
  /** About the reader themselves. */
  readonly own: boolean;
}

export interface RequestView {
  readonly id: string;
  readonly name: string;
  /** Titles of what is asked for; null for all of it. */
  readonly sections: readonly string[] | null;
  readonly until: string;
  readonly answer: AccessRequest['answer'];
  readonly reason: string | null;
  readonly own: boolean;
}

export function showAccess(
  send: SendReading,
  reader: Asker,
  { caseId, options }: { readonly caseId: string; readonly options: ExplainOptions },
): Promise<ReadAnswer<AccessOfCaseView>> {
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-access',
    asked: [caseId],
    statements: [readCase(reader.principal.tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) => fold({ reader, options, caseId }, requireRow(found.rows)),
  });
}

interface Asked {
  readonly reader: Asker;
  readonly options: ExplainOptions;
  readonly caseId: string;
}

async function fold({ reader, options, caseId }: Asked, row: CaseRecord): Promise<Shown<AccessOfCaseView> | null> {
  const { tenant, person } = reader.principal;
  const caseType = await options.caseTypes.byHash(reader.principal, row.case_type_hash);
  const parts = readablePartsOf(row, caseType);
  const manages = isManager(reader, row, caseType);
  const found = await worldOfCase(options, { tenant, caseId, caseType, row, at: null }, manages ? null : [person]);
  if (found === null) return null;
  const { state, agency, nowMs } = found;
  const words: Words = {
    ...{ tenant, caseId, parts, nowMs, names: namesFor({ ...reader, tenant, caseType }, agency, parts) },
    facts: new Map(accessFactsOf({ tenant, caseId, caseType, state }).map((fact) => [fact.id, fact])),
    isShown: (whom) => manages || whom === person,
    isOwn: (whom) => whom === person,
  };
  const view = cutToParts(parts, () => ({
    manages,
    ...askedBy(caseType, state),
    parts: partsIn(caseType, parts),
    given: Object.entries(state.access?.facts ?? {}).flatMap(([id, held]) => givenView(id, held, words)),
    requests: Object.entries(state.access?.requests ?? {}).flatMap(([id, held]) => requestView(id, held, words)),
    people: manages ? peopleOf(agency) : [],
    units: manages ? [...agency.titles].map(([unit, title]) => ({ unit, title })) : [],
  }));
  return { view, caseIds: [caseId] };
}

/** Asked of the policy itself, so that the screen offers what will be allowed. */
function isManager({ principal }: Asker, row: CaseRecord, caseType: CaseType): boolean {
  const { team, tokens, needs, purposes, walls } = row;
  return authorize(
    principal,
    { type: 'explain-access', by: managerOf(caseType) },
    { tenant: principal.tenant, team, caseType: caseType.name, access: { tokens, needs, purposes, walls } },
  ).allowed;
}

interface Words {
  readonly tenant: number;
  readonly caseId: string;
  readonly parts: ReadableParts;
  readonly nowMs: number;
  readonly names: AccessNames;
  readonly facts: ReadonlyMap<string, AccessFact>;
  readonly isShown: (person: string | null) => boolean;
  readonly isOwn: (person: string | null) => boolean;
}

function askedBy(
  caseType: CaseType,
  state: CaseState,
): Pick<AccessOfCaseView, 'classification' | 'compartments' | 'purposes' | 'matters'> {
  const { classification, compartments, purposes, matters } = classifiedOf(caseType, state);
  const level = classification === null ? null : [classification.level, ...classification.markers].join(', ');
  return { classification: level, compartments, purposes, matters };
}

function partsIn(caseType: CaseType, parts: ReadableParts): AccessOfCaseView['parts'] {
  const { access } = caseType;
  const names = parts === null ? [GENERAL] : [...parts];
  return names.map((part) => ({
    part,
    title: partTitle(caseType, part),
    isSection: part === GENERAL || access?.sections.some(({ name }) => name === part) === true,
  }));
}

function givenView(id: string, held: HeldAccess, words: Words): readonly GivenView[] {
  const person = 'person' in held ? held.person : null;
  const fact = words.facts.get(`${words.caseId}.${id}`);
  if (fact === undefined || !words.isShown(person)) return [];
  const { from, until } = held;
  const inForce = Date.parse(from) <= words.nowMs && (until === null || words.nowMs < Date.parse(until));
  return [
    {
      ...{ id, kind: held.kind, says: explainFact(fact, words.names).says, from, until },
      inForce: inForce && !(held.kind === 'wall' && held.standing === 'dismissed'),
      review: held.kind === 'break-glass' ? held.review : null,
      reason: held.kind === 'break-glass' && mayReadWords(words.parts) ? held.reason : null,
      own: words.isOwn(person),
    },
  ];
}

function requestView(id: string, request: AccessRequest, words: Words): readonly RequestView[] {
  const { person, sections, until, answer, reason } = request;
  if (!words.isShown(person)) return [];
  const { names, parts, tenant } = words;
  return [
    {
      ...{ id, name: names.person(`${tenant}/${person}`), until, answer, own: words.isOwn(person) },
      sections: sections?.flatMap((name) => names.section(name) ?? []) ?? null,
      reason: mayReadWords(parts) ? reason : null,
    },
  ];
}

/** Enough to choose from; anybody else is named by their id. */
const OFFERED_MOST = 200;

function peopleOf({ names }: AgencyFacts): AccessOfCaseView['people'] {
  return [...names].slice(0, OFFERED_MOST).map(([person, name]) => ({ person, name }));
}
