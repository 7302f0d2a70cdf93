// What must hold of kinds of entries that are personal: that there is one person whom each entry is about, under whose key its
// words are sealed. Issues name a party, goals have an owner, obligations somebody who owes; a party is about itself.
import { checkReference, type Judging } from './check-data.ts';
import { LISTS } from './compile-entries.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, textOf } from './located.ts';
import { type Place, report } from './problem.ts';

type List = (typeof LISTS)[number];

/** Where a kind says whose its entries are; null where an entry is about itself. */
const ABOUT: Readonly<Record<List, string | null>> = {
  issues: 'subject',
  parties: null,
  goals: 'owner',
  obligations: 'owedBy',
};

export function checkPersonalEntries(judging: Judging): void {
  for (const list of LISTS) {
    for (const kind of entriesOf(childOf(judging.root, list))) {
      const personal = childOf(kind.value, 'personal');
      if (personal?.kind === 'scalar' && personal.value === true) checkPersonal(kind, { list, personal }, judging);
      else if (list === 'issues') checkNotPersonal(kind, judging);
    }
  }
}

function refuse({ findings }: Judging, place: Place, reason: string): void {
  report(findings, place, { code: 'personal-field', reason });
}

function checkNotPersonal({ key, value }: MapEntry, judging: Judging): void {
  const subject = childOf(value, 'subject');
  if (subject === null) return;
  refuse(judging, subject, `“${key}” has a subject but is not personal. Add personal: true, or remove the subject.`);
}

function checkPersonal(
  { key, value }: MapEntry,
  { list, personal }: { readonly list: List; readonly personal: LocatedNode },
  judging: Judging,
): void {
  const { parties } = judging.compiled.caseType;
  const about = ABOUT[list];
  if (about === null) {
    if (parties.get(key)?.subject === true) return;
    refuse(judging, personal, `The party “${key}” is personal and not a subject. Add subject: true to the party.`);
    return;
  }
  const named = childOf(value, about);
  if (named === null) {
    refuse(judging, value, `“${key}” is personal but does not say about whom. Add subject: a party.`);
    return;
  }
  if (list === 'issues') checkReference(judging, named, { known: parties, code: 'unknown-party' });
  const several = parties.get(textOf(named) ?? '');
  if (several !== undefined && several.max > 1) {
    refuse(judging, named, `“${several.name}” may be several people, and “${key}” is about one. Name another party.`);
  }
  for (const item of named.kind === 'list' ? itemsOf(named) : [named]) checkWhose({ key, item }, judging);
}

function checkWhose({ key, item }: { readonly key: string; readonly item: LocatedNode }, judging: Judging): void {
  const name = textOf(item) ?? '';
  const party = judging.compiled.caseType.parties.get(name);
  if (name === 'agency' && party === undefined) {
    const reason = `“${key}” is personal, and the agency is no person for whom it could be sealed. Describe what the agency owes as a kind of its own.`;
    refuse(judging, item, reason);
  } else if (party !== undefined && !party.subject) {
    refuse(judging, item, `The party “${party.name}” is not a subject. Add subject: true to the party.`);
  }
}
