// Which facts of one case may be offered in another: of the same person, with the same meaning, for a purpose that they may serve, and
// where whoever asks may read both. It finds no cases and knows nobody; what it is given is judged, and nothing is said of the rest.
import type { Said } from '../sentences/say.ts';
import { consentFor } from '../case/consents.ts';
import { type Peopled, type Whose, whoseField } from '../case/whose.ts';
import type { CaseState, FieldValue } from '../case/state.ts';
import { GENERAL } from '../definition/definition.ts';
import type { CaseType, FieldDefinition } from '../definition/case-type.ts';
import { faultOf } from '../form/field-value.ts';
import { mayReadEntry } from './entry-words.ts';
import { mayReadField, type ReadableParts } from './hidden.ts';

/** A case as somebody may read it. */
export interface CaseToRead {
  readonly caseType: CaseType;
  readonly state: Peopled & Pick<CaseState, 'data' | 'access' | 'corrections'>;
  readonly parts: ReadableParts;
}

/** A field with nothing on record, and the person about whom it asks. */
export interface FactSought {
  readonly field: FieldDefinition;
  readonly whose: Whose;
}

/** What another case has for it. */
export interface FactFound {
  readonly sought: FactSought;
  /** The field that holds it there. */
  readonly field: string;
  readonly value: FieldValue;
  readonly authority: string;
  /** The consent there on which it rests, by id; null where it rests on none. */
  readonly consent: string | null;
  /** Why it may not be taken: a sentence about consent; null where it may. */
  readonly refused: Said | null;
}

/** By which kind of case, and when, it is asked for. */
export interface FactUse {
  readonly caseType: string;
  readonly now: string;
}

/**
 * Fields of a case for which a fact may be taken over.
 *
 * @param among names of fields; null: all of the case
 */
export function factsSought(
  { caseType, state, parts }: CaseToRead,
  among: readonly string[] | null,
): readonly FactSought[] {
  const names = among ?? [...caseType.fields.keys()];
  return names.flatMap((name) => {
    const field = caseType.fields.get(name);
    const isOpen = (state.data[name] ?? null) === null;
    if (field?.fact === undefined || !isOpen || !mayKnow({ caseType, state, parts }, field)) return [];
    const whose = whoseField(caseType, state, name);
    return whose === null ? [] : [{ field, whose }];
  });
}

/**
 * What another case offers for some of them.
 *
 * @param use.isGone whether a value was lawfully destroyed, which the host knows
 */
export function factsOffered(
  sought: readonly FactSought[],
  other: CaseToRead,
  use: FactUse & { readonly isGone: (value: FieldValue) => boolean },
): readonly FactFound[] {
  const { isGone } = use;
  return [...other.caseType.fields.values()].flatMap((field) => {
    const { fact, name } = field;
    const value = other.state.data[name] ?? null;
    if (fact?.authority === undefined || value === null || isGone(value) || !mayKnow(other, field)) return [];
    const { authority } = fact;
    const whose = whoseField(other.caseType, other.state, name);
    return sought
      .filter(
        (one) => one.whose.subject === whose?.subject && mayServe(one, field) && faultOf(one.field, value) === null,
      )
      .map((one) => ({ sought: one, field: name, value, authority, ...consentTo(other, one, { name, use }) }));
  });
}

/** The purpose of whoever asks, as the case that has it says: there the person consented, or did not. */
function consentTo(
  { caseType, state }: CaseToRead,
  { field }: FactSought,
  { name, use }: { readonly name: string; readonly use: FactUse },
): Pick<FactFound, 'consent' | 'refused'> {
  const found = consentFor(caseType, state, {
    ...{ purpose: field.fact?.neededFor ?? '', sections: [caseType.access?.sectionOf.get(name) ?? GENERAL] },
    ...{ recipient: `case:${use.caseType}`, now: use.now },
  });
  if (found.kind === 'missing') return { consent: null, refused: found.reason };
  return { consent: found.kind === 'given' ? found.consent : null, refused: null };
}

function mayServe({ field: asks }: FactSought, { fact, kind }: FieldDefinition): boolean {
  if (fact === undefined || asks.fact === undefined || kind !== asks.kind) return false;
  return fact.means === asks.fact.means && fact.mayServe.includes(asks.fact.neededFor);
}

/** Whoever may not know who stands in the role is not told what is known of them either. */
function mayKnow({ caseType, parts }: CaseToRead, { name, subject }: FieldDefinition): boolean {
  const isKnown = subject !== undefined && mayReadEntry(caseType, { kind: 'party', of: subject }, parts);
  return isKnown && mayReadField(caseType, name, parts);
}
