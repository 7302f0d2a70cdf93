// By which words the parties of a case would be known in a document: names, addresses, numbers, as far as somebody may read them in the case.
// What is hidden from them is not among these, since a find would tell it; nor is where somebody is whose contact is secret.
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import { knownPeople } from './known-people.ts';
import type { ReadableParts } from './readable-parts.ts';

export interface PartyWords {
  readonly names: readonly string[];
  /** Addresses by line, numbers, dates and the like, each as it was recorded. */
  readonly phrases: readonly string[];
}

/** Shorter ones stand everywhere. */
const SHORTEST = 3;

type Peopled = Pick<CaseState, 'parties' | 'opened' | 'entries' | 'data'>;

/** @param isGone whether a value stands for one that was destroyed */
export function wordsOfParties(
  caseType: CaseType,
  state: Peopled,
  { parts, isGone }: { readonly parts: ReadableParts; readonly isGone: (value: string) => boolean },
): PartyWords {
  const people = knownPeople(caseType, state, parts);
  const contacts = people.flatMap(({ party: { contact } }) => (contact === undefined ? [] : [contact]));
  const told = contacts.filter(({ isSecret }) => !isSecret);
  const names = [...people.flatMap(({ known }) => known.name ?? []), ...contacts.map(({ name }) => name)];
  const phrases = [
    ...people.flatMap(({ known: { name: _named, ...others } }) => Object.values(others).flat()),
    ...told.flatMap(({ address, phone, email }) => [address, phone, email]),
  ].flatMap((value) => value?.split('\n') ?? []);
  const worth = (values: readonly (string | null)[]): readonly string[] => [
    ...new Set(
      values.flatMap((value) => {
        const said = value?.trim() ?? '';
        return said.length < SHORTEST || isGone(said) ? [] : [said];
      }),
    ),
  ];
  return { names: worth(names), phrases: worth(phrases) };
}
