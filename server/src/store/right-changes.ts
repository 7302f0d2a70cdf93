// Changes of who may do what, each in the exact text that is hashed and becomes a leaf of the agency's log: a JSON array
// [algorithm, tenant, seq, actor, recorded at, change]. What stands in the tables of teams, people and memberships must be
// what these changes say; a row that nobody recorded is named by the verifier. Names of people are not in here.
import { hashLeaf } from '../merkle/tree-hash.ts';
import { LOG_ALGORITHM, NO_CASE } from '../merkle/leaf-entry.ts';
import { addOutbox } from './add-outbox.ts';
import { flight, type Tx } from './database.ts';
import type { Statement } from './statement.ts';

export type RightChange =
  | readonly ['team', string]
  /** With whether they may sign in. */
  | readonly ['person', string, boolean]
  | readonly ['member', person: string, team: string, role: string]
  | readonly ['member-ended', person: string, team: string, role: string]
  /** What is above a unit, the nearest first; none puts it at the top. */
  | readonly ['unit', team: string, ...above: string[]]
  /** A fact that somebody holds, by its id and the SHA-256 of its text in hexadecimal. */
  | readonly ['held', fact: string, hash: string]
  /** A seat to audit, with all that it was given for and within. */
  | readonly ['auditor', ...SeatFacts]
  | readonly ['auditor-ended', ...SeatFacts]
  /** Under what somebody may decide, as it is from then on: given, or ended. */
  | readonly ['delegation', ...DelegationFacts]
  /** No right: who is held to be one person from then on, and who no longer. */
  | readonly ['people', ...PeopleFacts]
  /** No right: what somebody did with a draft of a case type, and what was published of one. */
  | readonly ['draft-step', ...DraftStepFacts]
  | readonly ['case-type', name: string, version: string, hash: string, inForceAt: string, draft: string]
  /** No right: what somebody did with a release of open data. */
  | readonly ['release-step', ...ReleaseStepFacts]
  /** No right: that somebody drew a sample, and the SHA-256 of all of it in hexadecimal. */
  | readonly ['sample-drawn', sample: string, hash: string]
  /** No right: what somebody found about what was noticed of somebody, and about how many lines. */
  | readonly ['review-decided', review: string, number: number, finding: string, lines: number];

/** Seat, holder, giver, purpose, from, until, and the scope as its own list. */
export type SeatFacts = readonly [
  seat: string,
  person: string,
  givenBy: string,
  purpose: string,
  from: string,
  until: string,
  scope: readonly (string | readonly string[] | null)[],
];

/** Its id, holder, instrument, first and last day, giver, when it was ended, and the SHA-256 of the reason in hexadecimal. */
export type DelegationFacts = readonly [
  id: string,
  person: string,
  instrument: string,
  from: string,
  until: string | null,
  givenBy: string,
  endedAt: string | null,
  reason: string | null,
];

/**
 * Number, kind, who did it and when, the case, member and key of both records by which it was done, the SHA-256 of the sealed reason, and
 * both sides.
 */
export type PeopleFacts = readonly (string | number | readonly string[])[];
/** Its draft and number, by whom and for whom, the hash of the text, the day or the difference, and the SHA-256 of the words. */
export type DraftStepFacts = readonly [
  draft: string,
  number: number,
  kind: string,
  person: string,
  onBehalfOf: string | null,
  hash: string | null,
  about: string | null,
  words: string,
];

/** Its release and number, by whom and for whom, the hash of the release, and the SHA-256 of the words. */
export type ReleaseStepFacts = readonly [
  release: string,
  number: number,
  kind: string,
  person: string,
  onBehalfOf: string | null,
  hash: string,
  words: string,
];

export interface RightChangeRow {
  readonly seq: number;
  readonly entry: string;
  readonly hash: Buffer;
}

export interface Rights {
  readonly teams: readonly string[];
  readonly people: readonly (readonly [person: string, active: boolean])[];
  readonly memberships: readonly (readonly [person: string, team: string, role: string])[];
  readonly units: readonly (readonly [team: string, above: readonly string[]])[];
  readonly held: readonly (readonly [fact: string, hash: string])[];
  /** Seats that were not ended. */
  readonly seats: readonly SeatFacts[];
  /** All that were given, ended ones too. */
  readonly delegations: readonly DelegationFacts[];
  /** All acts that say who is one person. */
  readonly acts: readonly PeopleFacts[];
  readonly draftSteps: readonly DraftStepFacts[];
  readonly releaseSteps: readonly ReleaseStepFacts[];
  /** Versions that were published from drafts. */
  readonly caseTypes: readonly (readonly [
    name: string,
    version: string,
    hash: string,
    inForceAt: string,
    draft: string,
  ])[];
}

/** The hash of an entry; the same construction as a leaf of a log. */
export function hashRightChange(entry: string): Buffer {
  return hashLeaf(entry);
}

/** Adds the changes after `last`, and leaves word of them for the log. */
export function recordRightChanges(
  of: { readonly tenant: number; readonly last: number; readonly actor: string; readonly at: string },
  changes: readonly RightChange[],
): readonly Statement[] {
  if (changes.length === 0) return [];
  const { tenant, last, actor, at } = of;
  const rows = changes.map((change, index) => {
    const seq = last + 1 + index;
    return { seq, entry: JSON.stringify([LOG_ALGORITHM, tenant, seq, actor, at, change]) };
  });
  return [
    {
      name: 'record-right-changes',
      text: `insert into right_change (tenant, seq, algorithm, entry, hash)
             select $1, r.seq, $2, r.entry, r.hash from unnest($3::int[], $4::text[], $5::bytea[]) as r (seq, entry, hash)`,
      values: [
        ...[tenant, LOG_ALGORITHM, rows.map(({ seq }) => seq), rows.map(({ entry }) => entry)],
        rows.map(({ entry }) => hashRightChange(entry)),
      ],
    },
    ...addOutbox(
      tenant,
      rows.map(({ seq }) => ({ caseId: NO_CASE, seq, recordedAt: at })),
    ),
  ];
}

/** The statements that record some changes, for the transaction that makes them. Others who change rights wait for it. */
export async function rightChangesIn(
  tx: Tx,
  of: { readonly tenant: number; readonly actor: string; readonly at: string },
  changes: readonly RightChange[],
): Promise<readonly Statement[]> {
  if (changes.length === 0) return [];
  const [, found] = await flight(tx, [lockRights(of.tenant), lastRightChange(of.tenant)]);
  return recordRightChanges({ ...of, last: found.rows[0]?.last ?? 0 }, changes);
}

/** Others who change rights, or take a step with a draft, wait for whoever holds this. */
export function lockRights(tenant: number): Statement {
  return { name: 'lock-rights', text: 'select from agency where tenant = $1 for no key update', values: [tenant] };
}

function lastRightChange(tenant: number): Statement<{ readonly last: number }> {
  return {
    name: 'last-right-change',
    text: 'select coalesce(max(seq), 0) as last from right_change where tenant = $1',
    values: [tenant],
  };
}

/** What the changes together give, one text for each right; one that cannot be read gives nothing. */
export function rightsRecorded(changes: readonly Pick<RightChangeRow, 'entry'>[]): ReadonlySet<string> {
  const rights = new Set<string>();
  const replaced = new Map<string, string>();
  for (const { entry } of changes) {
    const change = changeIn(entry);
    if (change === null || change[0] === 'review-decided' || change[0] === 'sample-drawn') continue;
    const [kind, name, value] = change;
    if (kind === 'member-ended') rights.delete(JSON.stringify(['member', ...change.slice(1)]));
    else if (kind === 'auditor-ended') rights.delete(JSON.stringify(['auditor', ...change.slice(1)]));
    else rights.add(JSON.stringify(change));
    if (kind === 'person') rights.delete(JSON.stringify(['person', name, value !== true]));
    if (kind === 'unit' || kind === 'held' || kind === 'delegation') {
      const of = `${kind} ${JSON.stringify(name)}`;
      const before = replaced.get(of);
      if (before !== undefined && before !== JSON.stringify(change)) rights.delete(before);
      replaced.set(of, JSON.stringify(change));
      // A unit at the top is as one of which nothing was said.
      if (kind === 'unit' && change.length === 2) rights.delete(JSON.stringify(change));
    }
  }
  return rights;
}

function changeIn(entry: string): readonly unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(entry);
    const change: unknown = Array.isArray(parsed) ? parsed.at(-1) : null;
    return Array.isArray(change) ? change : null;
  } catch {
    return null;
  }
}

/** As the application writes an instant. */
function utc(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Who is on a side of an act, in the order of bytes. */
function side(number: 0 | 1): string {
  return `coalesce((select jsonb_agg(m.member order by m.member) from people_member m
                     where m.tenant = $1 and m.seq = a.seq and m.side = ${number}), '[]')`;
}

/** The rights that stand now, as one row, with the number of the last change. */
export function readRights(tenant: number): Statement<{ readonly rights: Rights; readonly last: number }> {
  return {
    name: 'read-rights',
    text: `select jsonb_build_object(
        'teams', coalesce((select jsonb_agg(team order by team) from team where tenant = $1), '[]'),
        'people', coalesce((select jsonb_agg(jsonb_build_array(person, active) order by person) from person where tenant = $1), '[]'),
        'memberships', coalesce((select jsonb_agg(jsonb_build_array(person, team, role) order by person, team, role)
                                   from membership where tenant = $1), '[]'),
        'units', coalesce((select jsonb_agg(jsonb_build_array(team, above) order by team)
                             from team where tenant = $1 and above is not null), '[]'),
        'held', coalesce((select jsonb_agg(jsonb_build_array(fact_id, encode(sha256(convert_to(fact, 'UTF8')), 'hex')) order by fact_id)
                            from access_fact where tenant = $1), '[]'),
        'seats', coalesce((select jsonb_agg(jsonb_build_array(seat_id, person, given_by, purpose, ${utc('from_at')}, ${utc('until_at')},
                                     jsonb_build_array(case_types, teams, case_id, ${utc('period_from')}, ${utc('period_until')})) order by seat_id)
                             from auditor_seat where tenant = $1 and ended_at is null), '[]'),
        'delegations', coalesce((select jsonb_agg(jsonb_build_array(delegation_id, person, instrument, from_on, until_on, given_by,
                                   ${utc('ended_at')}, encode(sha256(convert_to(end_reason, 'UTF8')), 'hex')) order by delegation_id)
                                   from delegation where tenant = $1), '[]'),
        'acts', coalesce((select jsonb_agg(jsonb_build_array(a.seq, a.kind, a.made_by, ${utc('a.made_at')}, a.first_case, a.first_member,
                            a.first_key, a.other_case, a.other_member, a.other_key, encode(sha256(a.reason), 'hex'),
                            ${side(0)}, ${side(1)}) order by a.seq)
                            from people_act a where a.tenant = $1), '[]'),
        'draftSteps', coalesce((select jsonb_agg(jsonb_build_array(draft_id, number, kind, person, on_behalf_of, encode(hash, 'hex'),
                                  coalesce(encode(difference, 'hex'), effective_on::text), encode(sha256(convert_to(words, 'UTF8')), 'hex'))
                                  order by draft_id, number) from case_type_draft_step where tenant = $1), '[]'),
        'releaseSteps', coalesce((select jsonb_agg(jsonb_build_array(release_id, number, kind, person, on_behalf_of, encode(hash, 'hex'),
                                    encode(sha256(convert_to(words, 'UTF8')), 'hex')) order by release_id, number)
                                    from release_step where tenant = $1), '[]'),
        'caseTypes', coalesce((select jsonb_agg(jsonb_build_array(name, version, encode(hash, 'hex'), ${utc('in_force_at')}, draft_id)
                                 order by name, version) from case_type where tenant = $1 and draft_id is not null), '[]')) as rights,
      coalesce((select max(seq) from right_change where tenant = $1), 0) as last`,
    values: [tenant],
  };
}

export function readRightChanges(tenant: number): Statement<RightChangeRow> {
  return {
    name: 'read-right-changes',
    text: 'select seq, entry, hash from right_change where tenant = $1 order by seq',
    values: [tenant],
  };
}

/** The changes that were recorded until an instant: what could be done on that day, by the record of it. */
export function readRightChangesUntil(tenant: number, at: string): Statement<{ readonly entry: string }> {
  return {
    name: 'read-right-changes-until',
    text: `select entry from right_change where tenant = $1 and (entry::jsonb ->> 4)::timestamptz <= $2 order by seq`,
    values: [tenant, at],
  };
}

/** One text for each right: what a table holds and what the changes say can be compared as sets. */
export function rightTexts(rights: Rights): readonly string[] {
  const { teams, people, memberships, units, held, seats, delegations, acts, draftSteps, releaseSteps, caseTypes } =
    rights;
  return [
    ...teams.map((team): RightChange => ['team', team]),
    ...people.map(([person, active]): RightChange => ['person', person, active]),
    ...memberships.map(([person, team, role]): RightChange => ['member', person, team, role]),
    ...units.map(([team, above]): RightChange => ['unit', team, ...above]),
    ...held.map(([fact, hash]): RightChange => ['held', fact, hash]),
    ...seats.map((seat): RightChange => ['auditor', ...seat]),
    ...delegations.map((delegation): RightChange => ['delegation', ...delegation]),
    ...acts.map((act): RightChange => ['people', ...act]),
    ...draftSteps.map((step): RightChange => ['draft-step', ...step]),
    ...releaseSteps.map((step): RightChange => ['release-step', ...step]),
    ...caseTypes.map((published): RightChange => ['case-type', ...published]),
  ].map((change) => JSON.stringify(change));
}
