// To whom a case has told anything of what a note is on, so that whoever was told what is wrong can be told so. It follows from what the
// case keeps and errs to naming too many: who was told something else is excused by a person, and nobody is left out by a program.
import { GENERAL, partsAsked, whatFollows } from '../definition/definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { allEntries, type Entries, type Entry, nodesOfEntry } from '../entries/entries.ts';
import { known } from '../plan/known.ts';
import type { Annotated, CorrectionRecipient } from './correction-state.ts';
import { knownEntries, type KnownParts } from './known-documents.ts';
import type { CaseState } from './state.ts';
import { whoseParty } from './whose.ts';

/** What a case says of whom it told. */
export type Telling = Pick<CaseState, 'parties' | 'opened' | 'entries' | 'access'>;

/**
 * Everybody to whom the case has told anything: parties who were sent letters, given documents or notice of a decision, teams and agencies
 * to which it was referred, and agencies with which the part was shared. Each once, with all by which they were told.
 *
 * @param person whose fact it is, by their id: they are told by whoever answers them, and are no recipient
 */
export function disclosedTo(
  caseType: CaseType,
  state: Telling,
  { about, person }: { readonly about: Annotated; readonly person: string | null },
): readonly CorrectionRecipient[] {
  const entries = allEntries(caseType, state);
  const sections = sectionsOf(caseType, entries, about);
  const found = new Map<string, string[]>();
  const add = (key: string, through: string): void => {
    const before = found.get(key);
    if (before === undefined) found.set(key, [through]);
    else if (!before.includes(through)) before.push(through);
  };
  for (const [id, entry] of Object.entries(entries)) {
    for (const party of partiesTold(entry))
      if (person === null || whoseParty(caseType, state, party)?.subject !== person) add(`party:${party}`, id);
    if (entry.kind === 'referral' && goesWith(entry.sections, sections)) add(keyOf(entry.to), id);
  }
  for (const [id, fact] of Object.entries(state.access?.facts ?? {}))
    if (fact.kind === 'share' && goesWith(fact.sections, sections))
      add(keyOf({ agency: fact.to, unit: fact.unit }), id);
  return [...found].map(([key, through]) => ({ key, through, settled: null }));
}

/** Those recipients of a note of whom somebody may know, each with that by which they were told and of which they may know. */
export function knownRecipients(
  caseType: CaseType,
  state: Telling,
  { recipients, parts }: { readonly recipients: readonly CorrectionRecipient[]; readonly parts: KnownParts },
): readonly CorrectionRecipient[] {
  if (parts === null) return recipients;
  const entries = knownEntries(caseType, allEntries(caseType, state), parts);
  const isKnown = (id: string): boolean =>
    id.startsWith('share.') ? parts.has(GENERAL) : known(entries, id) !== undefined;
  return recipients.flatMap((one) => {
    if (one.left !== undefined) return parts.has(GENERAL) ? [one] : [];
    const through = one.through.filter(isKnown);
    const isHidden = one.key.startsWith('party:') && !isKnown(one.key.slice('party:'.length));
    return isHidden || through.length === 0 ? [] : [{ ...one, through }];
  });
}

function keyOf(to: { readonly team: string } | { readonly agency: string; readonly unit: string | null }): string {
  if ('team' in to) return `team:${to.team}`;
  return to.unit === null ? `agency:${to.agency}` : `agency:${to.agency}/${to.unit}`;
}

/** Parties who were told something by it, by id. */
function partiesTold(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'communication':
      // What came in was said by them; what is drafted may never go.
      return entry.direction === 'in' || NOT_TOLD.has(entry.status) ? [] : entry.with;
    case 'determination':
      return entry.notice.flatMap(({ party, on }) => (on === null ? [] : [party]));
    case 'document':
      return (entry.disclosures ?? []).flatMap(({ party, ground }) => (ground === null ? [party] : []));
    case 'issue':
    case 'party':
    case 'goal':
    case 'obligation':
    case 'evidence':
    case 'referral':
      return [];
  }
}

const NOT_TOLD: ReadonlySet<string> = new Set(['drafted', 'approved', 'discarded']);

/** Sections in which it stands, or something that is computed from it. */
function sectionsOf(caseType: CaseType, entries: Entries, about: Annotated): readonly string[] {
  const { access } = caseType;
  const entry = 'entry' in about ? known(entries, about.entry) : undefined;
  const nodes = 'field' in about ? [about.field, ...computedFrom(caseType, about.field)] : [];
  const asked = [...nodes, ...(entry === undefined ? [] : nodesOfEntry(entry))];
  const sections = asked
    .flatMap((node) => partsAsked(caseType, node))
    .filter((part) => part === GENERAL || access?.sections.some(({ name }) => name === part) === true);
  return sections.length === 0 ? [GENERAL] : sections;
}

function computedFrom(caseType: CaseType, field: string): readonly string[] {
  return [...whatFollows(caseType).fields].flatMap(([name, from]) => (from.has(field) ? [name] : []));
}

/** A part of several sections goes with any of them: it errs to naming too many. */
function goesWith(shared: readonly string[], sections: readonly string[]): boolean {
  return sections.some((section) => shared.includes(section));
}
