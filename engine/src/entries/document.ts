// Documents: papers, pictures and recordings of a case. One is filed with its first file, gets further versions, another title, kind or
// audience, and is withdrawn where it was filed in error; its bytes stay. What a file is, the host says: nothing here reads one.
import { say, type Said } from '../sentences/say.ts';
import { isDate } from '../calendar/calendar.ts';
import type { DocumentDefinition } from '../definition/entry-definition.ts';
import { hashFault } from './considered.ts';
import type { Disclosure } from './disclosure.ts';
import {
  dayFault,
  dayOf,
  type Doer,
  type Entries,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  type Ruled,
  wordsFault,
} from './entry.ts';

export type DocumentStatus = 'filed' | 'withdrawn';

/** How a file came. */
export type DocumentChannel = 'staff' | 'portal' | 'mail' | 'scan' | 'api' | 'import' | 'made';

export interface Document extends Kept<'document', DocumentStatus> {
  /** Its number in the case. */
  readonly number: number;
  /** What it is called. */
  readonly title: string;
  /** For whom it is, as its kind names them; null where its kind does not tell. */
  readonly audience: string | null;
  readonly channel: DocumentChannel;
  /** The day on which it came. */
  readonly receivedOn: string;
  /** The party from whom it came, by id. */
  readonly sender: string | null;
  /** Parties whom it is about, by id. */
  readonly about: readonly string[];
  /** At least one; the last is the current one. */
  readonly versions: readonly DocumentVersion[];
  readonly derivedFrom: DerivedFrom | null;
  /** To whom it was given or from whom withheld, in the order in which that was said; absent while nothing was. */
  readonly disclosures?: readonly Disclosure[];
  /** Why it was last changed by hand. */
  readonly reasons: string | null;
}

/** What the host says of a file that it keeps. */
export interface FileFacts {
  /** Its id. */
  readonly file: string;
  /** SHA-256 of its bytes, and of those that are stored, in hex. */
  readonly content: string;
  readonly cipher: string;
  /** In bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** As whoever brought it called it. */
  readonly name: string;
  /** Null where it has none, or nobody counted. */
  readonly pages: number | null;
  readonly check: { readonly verdict: 'clean' | 'unscanned'; readonly scanner: string | null };
  readonly channel: DocumentChannel;
}

export interface DocumentVersion extends Omit<FileFacts, 'channel'> {
  /** When it became one, as stated, and who made it one. */
  readonly at: string;
  readonly by: string;
}

/** The document that it was made of, by id, and which version of that, by its content. */
export interface DerivedFrom {
  readonly entry: string;
  readonly content: string;
  readonly how: 'redaction' | 'bundle' | 'letter' | 'copy';
}

/** Files at hand, by id. One that is not among them cannot be filed. */
export type Files = ReadonlyMap<string, FileFacts>;

/** Stands for every word that was lawfully destroyed. */
export const DESTROYED = '[destroyed]';

type Move = 'file' | 'change' | 'withdraw';

export const DOCUMENT_MOVES: Moves<Move, DocumentStatus> = {
  file: { from: [], to: 'filed' },
  change: { from: ['filed'], to: 'filed' },
  withdraw: { from: ['filed'], to: 'withdrawn' },
};

const MOST_VERSIONS = 200;
const MOST_PARTIES = 50;
const MOST_TITLE = 200;
const HOWS: readonly DerivedFrom['how'][] = ['redaction', 'bundle', 'letter', 'copy'];

/** Media types of each family, as patterns. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  pdf: /^application\/pdf$/,
  office:
    /^application\/(?:msword|rtf|vnd\.(?:ms-(?:excel|powerpoint|word)|openxmlformats-officedocument|oasis\.opendocument)\b.*)$/,
  picture: /^image\//,
  mail: /^(?:message\/rfc822|application\/vnd\.ms-outlook)$/,
  text: /^text\//,
  sound: /^audio\//,
  video: /^video\//,
};

/** What whoever files something is given. */
export interface Filing {
  readonly at: Moment;
  readonly doer: Doer;
  readonly entries: Entries;
  /** Those of which whoever files it may know: others are not there for them. */
  readonly known: Entries;
  readonly files: Files;
}

export interface DocumentToFile {
  readonly title: string;
  readonly audience?: string | null | undefined;
  /** Id of the file. */
  readonly file: string;
  /** The day on which it came; absent: the day of the command. */
  readonly receivedOn?: string | undefined;
  readonly sender?: string | null | undefined;
  readonly about?: readonly string[] | undefined;
  readonly derivedFrom?: DerivedFrom | null | undefined;
}

export function fileDocument(definition: DocumentDefinition, given: DocumentToFile, filing: Filing): Ruled<Document> {
  const { at, entries, known } = filing;
  const { title, audience = null, sender = null, about = [], derivedFrom = null } = given;
  const today = dayOf(at);
  const receivedOn = given.receivedOn ?? today;
  const reason = firstFault(
    titleFault(title),
    audienceFault(definition, audience),
    dayFault(receivedOn, say('the-day-on-which-it-came')),
    isDate(receivedOn) && receivedOn > today ? say('it-is-recorded-when-it-has-2') : null,
    sender === null || isParty(known, sender) ? null : say('who-sent-it-is-no-party'),
    aboutFault(definition, about, known),
    derivedFrom === null ? null : derivedFault(derivedFrom, known),
  );
  if (reason !== null) return { reason };
  const found = fileFor(definition, given.file, filing);
  if ('reason' in found) return found;
  const number = Object.values(entries).filter(({ kind }) => kind === 'document').length + 1;
  return {
    entry: {
      ...{ kind: 'document', of: definition.name, status: DOCUMENT_MOVES.file.to, from: today, until: null },
      ...{ number, title, audience, channel: found.facts.channel, receivedOn, sender, about: [...about] },
      versions: [versionOf(found.facts, filing)],
      derivedFrom: derivedFrom === null ? null : derivedAs(derivedFrom),
      reasons: null,
    },
  };
}

export function addDocumentVersion(
  definition: DocumentDefinition,
  { document, file }: { readonly document: Document; readonly file: string },
  filing: Filing,
): Ruled<Document> {
  const moved = changeable(document);
  if ('reason' in moved) return moved;
  if (document.versions.length >= MOST_VERSIONS)
    return { reason: say('it-has-at-most-versions', { most: MOST_VERSIONS }) };
  const found = fileFor(definition, file, filing);
  if ('reason' in found) return found;
  return { entry: { ...document, versions: [...document.versions, versionOf(found.facts, filing)] } };
}

export function retitleDocument(document: Document, title: string, why: string): Ruled<Document> {
  const moved = changeable(document);
  if ('reason' in moved) return moved;
  const reason = firstFault(
    titleFault(title),
    title === document.title ? say('it-is-called-so-already') : null,
    wordsFault(why, say('the-reason')),
  );
  return reason === null ? { entry: { ...document, title, reasons: why } } : { reason };
}

export interface DocumentToReclassify {
  readonly document: Document;
  readonly to: DocumentDefinition;
  readonly toAudience: string | null;
  /** Absent: as before. */
  readonly about?: readonly string[] | undefined;
  readonly why: string;
}

/** Whoever may put it under its new kind must be who may keep the old one in order: a kind is not left by a side door. */
export function reclassifyDocument(
  from: DocumentDefinition,
  { document, to, toAudience, about = document.about, why }: DocumentToReclassify,
  entries: Entries,
): Ruled<Document> {
  const moved = changeable(document);
  if ('reason' in moved) return moved;
  const reason = firstFault(
    from.name === to.name ? say('it-is-of-that-kind-already') : null,
    from.by === undefined || from.by === to.by
      ? null
      : say('is-kept-by-others-than-withdraw', { title: from.title, title2: to.title }),
    audienceFault(to, toAudience),
    aboutFault(to, about, entries),
    ...document.versions.map((one) => acceptFault(to, one)),
    wordsFault(why, say('the-reason')),
  );
  if (reason !== null) return { reason };
  return { entry: { ...document, of: to.name, audience: toAudience, about: [...about], reasons: why } };
}

/** For whom it is from now on; who could read it before has. */
export function changeDocumentAudience(
  definition: DocumentDefinition,
  { document, to, why }: { readonly document: Document; readonly to: string; readonly why: string },
): Ruled<Document> {
  const moved = changeable(document);
  if ('reason' in moved) return moved;
  const reason = firstFault(
    audienceFault(definition, to),
    to === document.audience ? say('it-is-for-them-already') : null,
    wordsFault(why, say('the-reason')),
  );
  return reason === null ? { entry: { ...document, audience: to, reasons: why } } : { reason };
}

/** It was filed in error. It stays to be seen what it was. */
export function withdrawDocument(document: Document, why: string, at: Moment): Ruled<Document> {
  const moved = moveFrom(DOCUMENT_MOVES.withdraw, document.status);
  if ('reason' in moved) return moved;
  const reason = firstFault(goneFault(document), wordsFault(why, say('the-reason')));
  return reason === null ? { entry: { ...document, status: moved.to, until: dayOf(at), reasons: why } } : { reason };
}

/** The name of the key under which its words and its files are sealed: the id of its first file. */
export function keyOfDocument({ versions }: Document): string | null {
  return versions[0]?.file ?? null;
}

/** Required kinds of which no document is there. */
export function missingDocuments(
  kinds: ReadonlyMap<string, DocumentDefinition>,
  entries: Entries,
): readonly DocumentDefinition[] {
  const there = new Set(
    Object.values(entries).flatMap((one) => (one.kind === 'document' && one.status === 'filed' ? [one.of] : [])),
  );
  return [...kinds.values()].filter(({ name, required }) => required && !there.has(name));
}

/** Whether a media type is one of what a kind accepts. */
export function accepts({ accepts: named }: Pick<DocumentDefinition, 'accepts'>, mediaType: string): boolean {
  return named.length === 0 || named.some((one) => FAMILIES[one]?.test(mediaType) ?? one === mediaType);
}

/** Where a change leads; a sentence where nothing is changed any more. */
export function changeable(document: Document): { readonly to: DocumentStatus } | { readonly reason: Said } {
  const moved = moveFrom(DOCUMENT_MOVES.change, document.status);
  if ('reason' in moved) return moved;
  const reason = goneFault(document);
  return reason === null ? moved : { reason };
}

/** Nothing is sealed again under a key that was destroyed. */
function goneFault({ title }: Document): Said | null {
  return title === DESTROYED ? say('it-was-lawfully-destroyed') : null;
}

function titleFault(title: string): Said | null {
  return title === DESTROYED ? say('give-it-another-title') : wordsFault(title, say('the-title'), MOST_TITLE);
}

function fileFor(
  definition: DocumentDefinition,
  file: string,
  { files, entries }: Filing,
): { readonly facts: FileFacts } | { readonly reason: Said } {
  const facts = files.get(file);
  if (facts === undefined) return { reason: say('no-such-file-is-at-hand') };
  const isFiled = Object.values(entries).some(
    (one) => one.kind === 'document' && one.versions.some((version) => version.file === file),
  );
  const reason = isFiled ? say('that-file-is-filed-already') : acceptFault(definition, facts);
  return reason === null ? { facts } : { reason };
}

function acceptFault(
  { title, accepts: named, maxSize }: DocumentDefinition,
  { mediaType, size }: Pick<FileFacts, 'mediaType' | 'size'>,
): Said | null {
  return firstFault(
    accepts({ accepts: named }, mediaType)
      ? null
      : say('is-one-of-this-is', { title, named: named.join(', '), mediaType }),
    maxSize !== undefined && size > maxSize ? say('is-at-most-bytes-this-is', { title, maxSize, size }) : null,
  );
}

function audienceFault({ title, audiences }: DocumentDefinition, audience: string | null): Said | null {
  if (audiences.length === 0) return audience === null ? null : say('is-not-for-one-audience-or', { title });
  return audiences.some(({ name }) => name === audience)
    ? null
    : say('is-for-one-of', { title, audiences: audiences.map(({ name }) => name).join(', ') });
}

function aboutFault(
  { title, about: roles }: DocumentDefinition,
  about: readonly string[],
  entries: Entries,
): Said | null {
  if (about.length === 0) return null;
  const mayBe = (id: string): boolean => roles.includes((isParty(entries, id) ? entries[id]?.of : undefined) ?? '');
  const isListed = about.length <= MOST_PARTIES && new Set(about).size === about.length;
  return isListed && about.every(mayBe)
    ? null
    : say('is-about-parties-each-once', { title, roles: roles.join(', ') || say('none') });
}

function derivedFault({ entry, content, how }: DerivedFrom, entries: Entries): Said | null {
  const source = Object.hasOwn(entries, entry) ? entries[entry] : undefined;
  const isThere = source?.kind === 'document' && source.versions.some((version) => version.content === content);
  return firstFault(
    HOWS.includes(how) ? null : say('it-is-made-by-one-of', { hows: HOWS.join(', ') }),
    hashFault(content),
    isThere ? null : say('what-it-was-made-of-is'),
  );
}

function isParty(entries: Entries, id: string): boolean {
  return Object.hasOwn(entries, id) && entries[id]?.kind === 'party';
}

/** With the members that it has, and no others. */
function derivedAs({ entry, content, how }: DerivedFrom): DerivedFrom {
  return { entry, content, how };
}

function versionOf(facts: FileFacts, { at, doer }: Filing): DocumentVersion {
  const { file, content, cipher, size, mediaType, name, pages, check } = facts;
  const { verdict, scanner } = check;
  const kept = { file, content, cipher, size, mediaType, name, pages, check: { verdict, scanner } };
  return { ...kept, at: at.occurred, by: doer.actor };
}
