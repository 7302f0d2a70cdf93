// Where a person stands: memberships with what is above each unit, and the facts that they or their units hold. One
// expression reads it, wherever it is asked, so that what was remembered can be compared with what is.
import {
  accessSettings,
  type HandedOver,
  handedOverTo,
  readAccessFacts,
  readerTokens,
  type AccessFact,
  type ReaderTokens,
} from '@casewright/engine/policy';
import { unitFacts } from './unit-facts.ts';

/** A membership, or a fact as JSON. */
export type StandingLine =
  | { readonly team: string; readonly role: string; readonly above: readonly string[] | null }
  | { readonly fact: string };

/**
 * SQL: the standing of a person of agency `$1`, as a JSON array in a fixed order.
 *
 * @param person an expression that gives the id
 */
export function standingOf(person: string): string {
  return `coalesce((
    with own as materialized (
      select m.team, m.role, t.above from membership m join team t on t.tenant = $1 and t.team = m.team
       where m.tenant = $1 and m.person = ${person})
    select jsonb_agg(line order by line::text collate "C") from (
      select jsonb_build_object('team', team, 'role', role, 'above', above) as line from own
      union all
      select jsonb_build_object('fact', f.fact)
        from (select 'person/' || ${person} as holder
              union
              select 'unit/' || u.unit from own cross join lateral unnest(team || coalesce(above, '{}')) as u (unit)) mine
        cross join lateral (
              select a.fact from access_fact a where a.tenant = $1 and a.holder = mine.holder
              union all
              select g.fact from case_grant g where g.tenant = $1 and g.holder = mine.holder) f
    ) as lines), '[]')`;
}

/** SQL: a standing as a short text that differs where the standing does. */
export function standingHash(standing: string): string {
  return `encode(sha256(convert_to((${standing})::text, 'UTF8')), 'hex')`;
}

export interface Standing {
  readonly tenant: number;
  readonly person: string;
  readonly lines: readonly StandingLine[];
  /** False for a role that this session does not give. */
  readonly gives: (role: string) => boolean;
  /** What they say that they read for. */
  readonly purpose?: string | null;
  readonly nowMs: number;
}

/** What somebody of the agency holds in it, and until when that is so. */
export function holdingOf(standing: Standing): ReaderTokens {
  return holdingIn(standing, { agency: standing.tenant, takes: () => true, more: [] });
}

/** Whose work has been handed over to somebody. */
export function handedOverIn({ tenant, person, lines, nowMs }: Standing): readonly HandedOver[] {
  // Mostly there is nothing of the kind, and then nothing is read.
  const facts = lines.flatMap((line) => ('fact' in line ? [line.fact] : []));
  if (!facts.some((fact) => fact.includes('"delegation"'))) return [];
  return handedOverTo(readAccessFacts(facts.map(parse), accessSettings), `${tenant}/${person}`, nowMs);
}

/** Where somebody stands who stands in for a colleague of the same agency. */
export interface StandInStanding extends Standing {
  readonly colleague: { readonly person: string; readonly lines: readonly StandingLine[] };
}

/**
 * What somebody holds who stands in: what the colleague could hand on, less what bars either of them. It is empty where nothing
 * was handed over. A role that the session does not give opens nothing, and keeps off what it keeps off all the same.
 */
export function standInHoldingOf(standing: StandInStanding): ReaderTokens {
  const { tenant, person, lines, colleague, gives, purpose = null, nowMs } = standing;
  const known = gather(tenant, [
    { person, lines, counts: () => true, handsOn: () => false },
    { ...colleague, counts: () => true, handsOn: gives },
  ]);
  const world = readAccessFacts(known, accessSettings);
  const reader = { person: `${tenant}/${person}`, onBehalfOf: `${tenant}/${colleague.person}`, purpose };
  return readerTokens(world, reader, { agency: String(tenant), now: nowMs });
}

export interface SharedStanding extends Standing {
  readonly owner: number;
  /** Facts as JSON, as the owner has them. */
  readonly shares: readonly string[];
}

/**
 * What somebody of another agency holds in that of the owner. Their own agency is believed about where they work and how far they
 * are cleared; about nothing that is the owner's: who has been read into its compartments, or what it shares.
 */
export function sharedHoldingOf(standing: SharedStanding): ReaderTokens {
  const takes = (fact: unknown): boolean => kindOf(fact) === 'clearance';
  return holdingIn(standing, { agency: standing.owner, takes, more: standing.shares.map(parse) });
}

interface Where {
  readonly agency: number;
  /** Which facts of their own agency count there. */
  readonly takes: (fact: unknown) => boolean;
  readonly more: readonly unknown[];
}

function holdingIn(standing: Standing, { agency, takes, more }: Where): ReaderTokens {
  const { tenant, person, lines, gives, purpose = null, nowMs } = standing;
  const known = gather(tenant, [{ person, lines, counts: gives, handsOn: () => true }], takes);
  const world = readAccessFacts([...known, ...more], accessSettings);
  const reader = { person: `${tenant}/${person}`, onBehalfOf: null, purpose };
  return readerTokens(world, reader, { agency: String(agency), now: nowMs });
}

interface Gathered {
  readonly person: string;
  readonly lines: readonly StandingLine[];
  /** Roles of which a membership is one. */
  readonly counts: (role: string) => boolean;
  /** Roles in which it may be handed on, where the settings say so too. */
  readonly handsOn: (role: string) => boolean;
}

/** What is known of some people of one agency, as facts. What several hold, by a unit of theirs, is one fact. */
function gather(
  tenant: number,
  people: readonly Gathered[],
  takes: (fact: unknown) => boolean = () => true,
): readonly unknown[] {
  const units = new Map<string, AccessFact>();
  const texts = new Set<string>();
  const own = people.flatMap(({ person, lines, counts, handsOn }, place) => {
    const id = `${tenant}/${person}`;
    const known = lines.flatMap((line, index) => {
      if ('fact' in line) {
        const isNew = !texts.has(line.fact);
        texts.add(line.fact);
        return isNew ? [parse(line.fact)].filter(takes) : [];
      }
      const { team, role, above } = line;
      if (!counts(role)) return [];
      for (const unit of unitFacts(tenant, [team, ...(above ?? [])])) units.set(unit.id, unit);
      const named = { kind: 'membership', id: `member.${place}.${index}`, ...ALWAYS, delegable: handsOn(role) };
      return [{ ...named, person: id, unit: `${tenant}/${team}`, role }];
    });
    return [{ kind: 'person', id: `person.${place}`, ...ALWAYS, person: id }, ...known];
  });
  return [...own, ...units.values()];
}

const ALWAYS = { from: null, until: null };

function kindOf(fact: unknown): unknown {
  return typeof fact === 'object' && fact !== null && 'kind' in fact ? fact.kind : null;
}

/** A text that is no JSON is no fact, which the rules read as closing everything. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
