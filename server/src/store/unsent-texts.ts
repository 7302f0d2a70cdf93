// Rows of what people typed and have not sent: each for whoever typed it, sealed under the key of its case, or under one of its own
// where there is no case yet. Every change says which version it goes on from, and learns from the count whether that was so.
import type { Principal } from '@casewright/engine/policy';
import { open, seal } from './keys.ts';
import type { Statement } from './statement.ts';

/** Whose text it is, and in which form. */
export interface UnsentPlace {
  readonly tenant: number;
  readonly person: string;
  /** Empty: in their own name. */
  readonly onBehalfOf: string;
  readonly place: string;
}

export function unsentPlaceOf(
  { tenant, person, onBehalfOf = '' }: Pick<Principal, 'tenant' | 'person' | 'onBehalfOf'>,
  place: string,
): UnsentPlace {
  return { tenant, person, onBehalfOf, place };
}

/** What stands in the inputs, by field. */
export type UnsentFields = Readonly<Record<string, string>>;

export interface UnsentRow {
  readonly case_id: string | null;
  readonly key_of: string;
  readonly version: number;
  readonly sealed: Buffer;
  readonly saved_at: string;
}

/** Nobody may keep more than this many. */
export const MOST_UNSENT = 500;

export function sealUnsent(key: Buffer, at: UnsentPlace, fields: UnsentFields): Buffer {
  return seal(key, JSON.stringify([1, fields]), bindingOf(at));
}

/** Throws where key, place or bytes are others. */
export function openUnsent(key: Buffer, at: UnsentPlace, sealed: Buffer): UnsentFields {
  // Only `sealUnsent` makes what opens under this binding.
  const [, fields] = JSON.parse(open(key, sealed, bindingOf(at)).toString('utf8')) as [number, UnsentFields];
  return fields;
}

function bindingOf({ tenant, person, onBehalfOf, place }: UnsentPlace): string {
  return JSON.stringify([tenant, 'unsent', person, onBehalfOf, place]);
}

export function readUnsent({ tenant, person, onBehalfOf, place }: UnsentPlace): Statement<UnsentRow> {
  return {
    name: 'read-unsent-text',
    text: `select case_id, key_of, version, sealed, saved_at from unsent_text
           where tenant = $1 and person = $2 and on_behalf_of = $3 and place = $4`,
    values: [tenant, person, onBehalfOf, place],
  };
}

export function countUnsent({ tenant, person }: UnsentPlace): Statement<{ readonly texts: number }> {
  return {
    name: 'count-unsent-texts',
    text: 'select count(*)::int as texts from unsent_text where tenant = $1 and person = $2',
    values: [tenant, person],
  };
}

export interface UnsentToKeep {
  readonly caseId: string | null;
  readonly keyOf: string;
  readonly sealed: Buffer;
  readonly at: string;
}

/** None is added where there is one: the count tells. */
export function addUnsent({ tenant, person, onBehalfOf, place }: UnsentPlace, row: UnsentToKeep): Statement {
  const { caseId, keyOf, sealed, at } = row;
  return {
    name: 'add-unsent-text',
    text: `insert into unsent_text (tenant, person, on_behalf_of, place, case_id, key_of, subject, version, sealed, saved_at)
           values ($1, $2, $3, $4, $5, $6, '', 1, $7, $8) on conflict (tenant, person, on_behalf_of, place) do nothing`,
    values: [tenant, person, onBehalfOf, place, caseId, keyOf, sealed, at],
  };
}

/** @param version that which whoever saves has seen */
export function saveUnsent(
  { tenant, person, onBehalfOf, place }: UnsentPlace,
  { sealed, at }: Pick<UnsentToKeep, 'sealed' | 'at'>,
  version: number,
): Statement {
  return {
    name: 'save-unsent-text',
    text: `update unsent_text set version = version + 1, sealed = $6, saved_at = $7
           where tenant = $1 and person = $2 and on_behalf_of = $3 and place = $4 and version = $5`,
    values: [tenant, person, onBehalfOf, place, version, sealed, at],
  };
}

/** Sent or discarded, whatever its version: with its key, where that was its own. */
export function dropUnsent({ tenant, person, onBehalfOf, place }: UnsentPlace): readonly Statement[] {
  return [
    {
      name: 'end-unsent-key',
      text: `select app.end_unsent_keys($1, coalesce(array_agg(t.key_of), '{}')) as ended from unsent_text t
             where tenant = $1 and person = $2 and on_behalf_of = $3 and place = $4 and case_id is null`,
      values: [tenant, person, onBehalfOf, place],
    },
    {
      name: 'drop-unsent-text',
      text: 'delete from unsent_text where tenant = $1 and person = $2 and on_behalf_of = $3 and place = $4',
      values: [tenant, person, onBehalfOf, place],
    },
  ];
}

/** Everything that was saved last before an instant. */
export function sweepUnsent(tenant: number, before: string): readonly Statement[] {
  return [
    {
      name: 'sweep-unsent-keys',
      text: `select app.end_unsent_keys($1, coalesce(array_agg(t.key_of), '{}')) as ended from unsent_text t
             where tenant = $1 and saved_at < $2 and case_id is null`,
      values: [tenant, before],
    },
    {
      name: 'sweep-unsent-texts',
      text: 'delete from unsent_text where tenant = $1 and saved_at < $2',
      values: [tenant, before],
    },
  ];
}

/** What anybody has typed in these cases: where what is about a person ends there, so does what may speak of them. */
export function dropUnsentOfCases(tenant: number, caseIds: readonly string[]): Statement {
  return {
    name: 'drop-unsent-texts-of-cases',
    text: 'delete from unsent_text where tenant = $1 and case_id = any ($2::uuid[])',
    values: [tenant, caseIds],
  };
}
