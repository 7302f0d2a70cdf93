// Disclosure: who was given which version of a document and when, in which redacted copy, and what is withheld from whom and on which
// ground. What a duty covers and was neither given nor withheld is still to be disclosed. The facts stand on the documents.
import { say, type Said } from '../sentences/say.ts';
import type { DisclosureDefinition } from '../definition/entry-definition.ts';
import { changeable, type Document } from './document.ts';
import { dayFault, dayOf, type Entries, firstFault, type Moment, type Ruled, wordsFault } from './entry.ts';

/** A document was given to a party, or withheld from them; of one party the last counts. */
export interface Disclosure {
  /** The duty under which, by name. */
  readonly duty: string;
  /** By id. */
  readonly party: string;
  readonly on: string;
  /** The version that was given or withheld, by its content. */
  readonly content: string;
  /** Why it was withheld, as the duty names it; null where it was given. */
  readonly ground: string | null;
  readonly reasons: string | null;
  readonly by: string;
}

/** More than any document has. */
const MOST_DISCLOSURES = 500;

interface Disclosing {
  readonly at: Moment;
  readonly actor: string;
  readonly entries: Entries;
  /** Those of which whoever discloses it may know: others are not there for them. */
  readonly known: Entries;
}

export interface ToDisclose {
  /** The party to whom, by id. */
  readonly to: string;
  /** The version that was given, by its content. */
  readonly content: string;
  /** The day; absent: that of the command. */
  readonly on?: string | undefined;
}

export function discloseDocument(
  duty: DisclosureDefinition,
  { document, asked }: { readonly document: Document; readonly asked: ToDisclose },
  disclosing: Disclosing,
): Ruled<Document> {
  const { at, actor } = disclosing;
  const { to, content, on } = asked;
  const today = dayOf(at);
  const reason = firstFault(
    dayFault(on, say('the-day')),
    on !== undefined && on > today ? say('it-is-recorded-when-it-was') : null,
    disclosureFault(duty, { document, party: to, content }, disclosing),
  );
  if (reason !== null) return { reason };
  const given = { duty: duty.name, party: to, on: on ?? today, content, ground: null, reasons: null, by: actor };
  return withDisclosure(document, given);
}

export interface ToWithhold {
  readonly from: string;
  readonly content: string;
  readonly ground: string;
  readonly reasons: string;
}

export function withholdDocument(
  duty: DisclosureDefinition,
  { document, asked }: { readonly document: Document; readonly asked: ToWithhold },
  disclosing: Disclosing,
): Ruled<Document> {
  const { at, actor } = disclosing;
  const { from: party, content, ground, reasons } = asked;
  const { title, grounds } = duty;
  const last = lastOf(document, duty.name, party);
  const reason = firstFault(
    grounds.some(({ value }) => value === ground)
      ? null
      : say('is-withheld-on', { title, grounds: grounds.map(({ value }) => value).join(', ') || say('no-ground') }),
    wordsFault(reasons, say('the-reasons')),
    disclosureFault(duty, { document, party, content }, disclosing),
    last !== null && last.ground === null && last.content === content ? say('they-were-given-it-already') : null,
  );
  if (reason !== null) return { reason };
  return withDisclosure(document, { duty: duty.name, party, on: dayOf(at), content, ground, reasons, by: actor });
}

/** One document that a duty covers, for one party. */
export interface DisclosureItem {
  readonly duty: string;
  /** Ids. */
  readonly document: string;
  readonly party: string;
  readonly status: 'open' | 'given' | 'withheld';
  readonly on: string | null;
  readonly ground: string | null;
  /** The copy that was given in its place, by id; null where it was given itself. */
  readonly copy: string | null;
}

/**
 * All that duties cover, for each party to whom something is due now, in the order of duties, parties and documents.
 *
 * @param entries all that the case keeps, the parties of its opening among it
 */
export function disclosuresIn(
  duties: ReadonlyMap<string, DisclosureDefinition>,
  entries: Entries,
): readonly DisclosureItem[] {
  if (duties.size === 0) return [];
  const documents = Object.entries(entries).flatMap(([id, entry]) =>
    entry.kind === 'document' && entry.status === 'filed' ? [[id, entry] as const] : [],
  );
  return [...duties.values()].flatMap((duty) => {
    const covered = documents.filter(
      ([, document]) => covers(duty, document) && !standsForCovered(duty, document, entries),
    );
    return partiesOf(duty, entries).flatMap((party) =>
      // Nobody is given what came from them.
      covered.flatMap(([id, document]) =>
        document.sender === party ? [] : [itemOf(duty, { id, document, party }, documents)],
      ),
    );
  });
}

/** What is due to a party, or to anybody, and was neither given nor withheld: ids of documents, each once. */
export function notYetDisclosed(duty: DisclosureDefinition, entries: Entries, party?: string): readonly string[] {
  const open = disclosuresIn(new Map([[duty.name, duty]]), entries).filter(
    (item) => item.status === 'open' && (party === undefined || item.party === party),
  );
  return [...new Set(open.map(({ document }) => document))];
}

/** A sentence that names what is still to be disclosed under these duties, by numbers; null where nothing is. */
export function undisclosedFault(duties: readonly DisclosureDefinition[], entries: Entries): Said | null {
  const left = duties.flatMap((duty) => {
    const numbers = notYetDisclosed(duty, entries).flatMap((id) => numberOf(entries[id]));
    return numbers.length === 0 ? [] : [say('duty-and-documents', { title: duty.title, numbers: numbers.join(', ') })];
  });
  return left.length === 0 ? null : say('disclose-or-withhold-first', { left: { each: left, by: 'semicolon' } });
}

function numberOf(entry: Entries[string] | undefined): readonly number[] {
  return entry?.kind === 'document' ? [entry.number] : [];
}

type Named = readonly [string, Document];

function itemOf(
  { name: duty }: DisclosureDefinition,
  { id, document, party }: { readonly id: string; readonly document: Document; readonly party: string },
  documents: readonly Named[],
): DisclosureItem {
  const of = { duty, document: id, party };
  const current = document.versions.at(-1)?.content;
  const last = lastOf(document, duty, party);
  if (last !== null && last.ground === null && last.content === current) {
    return { ...of, status: 'given', on: last.on, ground: null, copy: null };
  }
  // A copy stands for the version that it was made of and for no later one.
  for (const [copy, { derivedFrom, disclosures = [] }] of documents) {
    if (derivedFrom?.entry !== id || derivedFrom.content !== current || !STANDS_FOR.has(derivedFrom.how)) continue;
    const given = disclosures.findLast((one) => one.duty === duty && one.party === party && one.ground === null);
    if (given !== undefined) return { ...of, status: 'given', on: given.on, ground: null, copy };
  }
  if (last !== null && last.ground !== null) {
    return { ...of, status: 'withheld', on: last.on, ground: last.ground, copy: null };
  }
  return { ...of, status: 'open', on: null, ground: null, copy: null };
}

/** How a document must have been made of another to be given in its place. */
const STANDS_FOR: ReadonlySet<string> = new Set(['redaction', 'copy']);

function covers({ documents, audiences }: DisclosureDefinition, { of, audience }: Document): boolean {
  return documents.includes(of) && (audiences.length === 0 || audience === null || audiences.includes(audience));
}

/** A copy of what is due is due in its place, and not besides. */
function standsForCovered(duty: DisclosureDefinition, { derivedFrom }: Document, entries: Entries): boolean {
  if (derivedFrom === null || !STANDS_FOR.has(derivedFrom.how)) return false;
  const source = entries[derivedFrom.entry];
  return source?.kind === 'document' && source.status === 'filed' && covers(duty, source);
}

function partiesOf({ to }: DisclosureDefinition, entries: Entries): readonly string[] {
  return Object.entries(entries).flatMap(([id, entry]) =>
    entry.kind === 'party' && entry.status === 'current' && to.includes(entry.of) ? [id] : [],
  );
}

function disclosureFault(
  duty: DisclosureDefinition,
  { document, party, content }: { readonly document: Document; readonly party: string; readonly content: string },
  { entries, known }: Disclosing,
): Said | null {
  const isDue = covers(duty, document) || standsForCovered(duty, document, entries);
  const moved = changeable(document);
  return firstFault(
    'reason' in moved ? moved.reason : null,
    isDue ? null : say('does-not-cover-such-a-document', { title: duty.title }),
    document.versions.some((version) => version.content === content) ? null : say('it-has-no-version-with-that'),
    partiesOf(duty, known).includes(party)
      ? null
      : say('is-to-current-parties', { title: duty.title, to: duty.to.join(', ') }),
    (document.disclosures ?? []).length >= MOST_DISCLOSURES
      ? say('at-most-are-recorded', { most: MOST_DISCLOSURES })
      : null,
  );
}

function lastOf({ disclosures = [] }: Document, duty: string, party: string): Disclosure | null {
  return disclosures.findLast((one) => one.duty === duty && one.party === party) ?? null;
}

function withDisclosure(document: Document, one: Disclosure): Ruled<Document> {
  return { entry: { ...document, disclosures: [...(document.disclosures ?? []), one] } };
}
