// What people would do with decisions of delegates and exhibits: draft a decision on what is open, naming what was looked at; make it;
// tell whom it concerns; register what somebody brings, offer it and admit it. What must be settled before an end is settled.
import type { CaseCommand, CaseState } from '../case/case.ts';
import type { CaseType, DeterminationDefinition, EvidenceDefinition } from '../definition/definition.ts';
import type { Chance } from '../trial/chance.ts';

type Entries = NonNullable<CaseState['entries']>;
type Entry = Entries[string];
type Of<K extends Entry['kind']> = Extract<Entry, { readonly kind: K }>;

const WORDS = 'Seen, weighed and written down on the day.';

/** Of one kind of decision in a case; whoever gives up that many drafts writes no more. */
const MOST_DRAFTS = 6;

interface Acting {
  readonly caseType: CaseType;
  readonly state: CaseState;
  readonly chance: Chance;
}

/** Commands that could go on from here; some may be refused for what is missing. */
export function furtherCommands(acting: Acting): readonly CaseCommand[] {
  const { caseType, state } = acting;
  const entries = Object.entries(state.entries ?? {});
  const drafting = [...caseType.determinations.values()].flatMap((kind) => draftOf(acting, kind));
  const registering = [...caseType.evidence.values()].flatMap((kind) => registrationOf(acting, kind));
  return [...drafting, ...registering, ...entries.flatMap(([id, entry]) => movesOf(acting, id, entry))];
}

/** Of those, what brings a case nearer to its end. */
export function settlingCommands(acting: Acting): readonly CaseCommand[] {
  const entries = Object.entries(acting.state.entries ?? {});
  return [
    ...furtherCommands(acting),
    ...entries.flatMap(([entry, is]): readonly CaseCommand[] => {
      const { of, status } = is;
      if (is.kind === 'determination' && status === 'drafted')
        return [{ type: 'DiscardDetermination', of, entry, reason: WORDS }];
      if (is.kind !== 'evidence' || !['registered', 'admitted', 'excluded'].includes(status)) return [];
      return [{ type: 'DisposeEvidence', of, audience: is.audience, entry, reasons: WORDS }];
    }),
  ];
}

function draftOf({ caseType, state, chance }: Acting, kind: DeterminationDefinition): readonly CaseCommand[] {
  const entries = Object.entries(state.entries ?? {});
  const all = entries.flatMap(([, entry]) =>
    entry.kind === 'determination' && entry.of === kind.name ? [entry.status] : [],
  );
  const others = all.filter((status) => status !== 'discarded');
  if (all.length >= MOST_DRAFTS) return [];
  const outcome = chance.maybe(kind.outcomes)?.value;
  const issues = entries.flatMap(([issue, entry]) => {
    if (entry.kind !== 'issue' || entry.status !== 'open' || !kind.decides.includes(entry.of)) return [];
    const decided = chance.maybe(caseType.issues.get(entry.of)?.outcomes ?? [])?.value;
    return decided === undefined ? [] : [{ issue, outcome: decided }];
  });
  // One is drafted at a time, and another one where there is something new to decide.
  if (others.includes('drafted') || (others.length > 0 && issues.length === 0)) return [];
  const version = state.version;
  const manifest = [
    ...kind.considers.map((field) => ({ field, version })),
    ...entries.flatMap(([entry, is]) =>
      is.kind === 'evidence' && kind.evidence.includes(is.of) ? [{ entry, version }] : [],
    ),
  ];
  const notice = kind.notify.flatMap((role) => partiesIn(state, role)).map((party) => ({ party }));
  if (outcome === undefined) return [];
  return [{ type: 'DraftDetermination', of: kind.name, outcome, reasons: WORDS, issues, manifest, notice }];
}

/** Parties in a role, by id: those of the opening and those who came later. */
function partiesIn({ parties, entries = {} }: CaseState, role: string): readonly string[] {
  const later = Object.entries(entries).filter(([, entry]) => entry.kind === 'party' && entry.of === role);
  const current = later.flatMap(([id, { status }]) => (status === 'current' ? [id] : []));
  return Object.hasOwn(parties, role) && later.length === 0 ? [`party.${role}`] : current;
}

function registrationOf({ state, chance }: Acting, kind: EvidenceDefinition): readonly CaseCommand[] {
  const entries = Object.entries(state.entries ?? {});
  const known = entries.filter(([, entry]) => entry.kind === 'evidence' && entry.of === kind.name).length;
  const audience = chance.maybe(kind.audiences)?.name;
  if (known > 1 || audience === undefined) return [];
  const offeredFor = entriesOpen(state, kind.offeredFor);
  return [{ type: 'RegisterEvidence', of: kind.name, words: WORDS, audience, offeredFor }];
}

/** Open issues of some kinds, by id. */
function entriesOpen({ entries = {} }: CaseState, kinds: readonly string[]): readonly string[] {
  return Object.entries(entries).flatMap(([id, entry]) =>
    entry.kind === 'issue' && entry.status === 'open' && kinds.includes(entry.of) ? [id] : [],
  );
}

function movesOf({ caseType, state }: Acting, entry: string, is: Entry): readonly CaseCommand[] {
  if (is.kind === 'determination') return movesOfDetermination(entry, is);
  if (is.kind !== 'evidence' || is.status !== 'registered') return [];
  const { of, audience, offeredFor } = is;
  const kind = caseType.evidence.get(of);
  const open = entriesOpen(state, kind?.offeredFor ?? []).filter((id) => !offeredFor.includes(id));
  return [
    ...(open.length === 0
      ? []
      : [{ type: 'OfferEvidence' as const, of, audience, entry, offeredFor: [...offeredFor, ...open] }]),
    { type: 'AdmitEvidence', of, audience, entry },
    { type: 'ExcludeEvidence', of, audience, entry, reasons: WORDS },
  ];
}

function movesOfDetermination(
  entry: string,
  { of, status, draft, notice }: Of<'determination'>,
): readonly CaseCommand[] {
  if (status === 'drafted') return [{ type: 'MakeDetermination', of, entry, draft }];
  return notice.flatMap(({ party, on, withheld }) =>
    on === null && withheld === null && status === 'made'
      ? [{ type: 'NotifyDetermination' as const, of, entry, party }]
      : [],
  );
}
