// A file that is to become a document: what is said of it, what is suggested for it, and what speaks against sending it. Knows no
// screen.
import type { Keeper } from '../../client/keep-text.ts';
import type { CaseView } from '../../client/types.ts';
import { documentsTexts as texts } from '#texts/documents';
import { sizeText } from '../../ui/size-text.ts';

export type DocumentKind = CaseView['kept']['kinds']['documents'][number];

/** A document that is there, as far as a further version of it needs. */
export interface KeptRow {
  readonly entry: string;
  readonly of: string;
  readonly audience: string | null;
  readonly words: string;
}

export type RowState = 'waiting' | 'sending' | 'checking' | 'filing' | 'filed' | 'refused' | 'failed';

export interface FileRow {
  readonly key: string;
  readonly file: File;
  /** What is said of it is kept under that name, and by which. */
  readonly place: string;
  readonly keeper: Keeper;
  readonly of: string;
  readonly audience: string;
  readonly title: string;
  readonly receivedOn: string;
  readonly state: RowState;
  /** From 0 to 1. */
  readonly share: number;
  /** Why it was refused, or what is to be known of it. */
  readonly said: string | null;
}

const MOST_TITLE = 200;
let rowsMade = 0;

export function rowOf(
  file: File,
  {
    kinds,
    document,
    caseId,
    open,
  }: {
    readonly kinds: readonly DocumentKind[];
    readonly document: KeptRow | null;
    readonly caseId: string;
    readonly open: (place: string) => Keeper;
  },
): FileRow {
  const place = placeOf(file, caseId, document);
  const kind = document?.of ?? suggestedKind(file, kinds);
  const audiences = kinds.find(({ of }) => of === kind)?.audiences ?? [];
  const only = audiences.length === 1 ? (audiences[0]?.value ?? '') : '';
  return {
    key: String((rowsMade += 1)),
    file,
    place,
    keeper: open(place),
    of: kind,
    audience: document?.audience ?? only,
    title: document?.words ?? titleOf(file.name),
    receivedOn: '',
    ...{ state: 'waiting', share: 0, said: null },
  };
}

/** The same for the same file picked again, without its name: names of files tell whom they are about. */
function placeOf({ size, lastModified }: File, caseId: string, document: KeptRow | null): string {
  return `upload/${caseId}/${document?.entry ?? 'new'}/${size}-${lastModified}`;
}

/** The name without its ending, which says nothing to people. */
export function titleOf(name: string): string {
  return (
    name
      .replace(/\.[A-Za-z0-9]{1,5}$/, '')
      .replaceAll(/[_\s]+/g, ' ')
      .trim()
      .slice(0, MOST_TITLE) || name
  );
}

/** The only kind there is, or the only one whose words stand in the name of the file. Empty where neither is so: nobody should guess. */
export function suggestedKind(file: Pick<File, 'name'>, kinds: readonly DocumentKind[]): string {
  const [only] = kinds;
  if (kinds.length === 1 && only !== undefined) return only.of;
  const name = plain(file.name);
  const named = kinds.filter(({ title, of }) => name.includes(plain(title)) || name.includes(plain(of)));
  return named.length === 1 ? (named[0]?.of ?? '') : '';
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** The first thing that is missing or too much; null where it may be sent. */
export function faultOf(row: FileRow, kinds: readonly DocumentKind[], most: number | null): string | null {
  const kind = kinds.find(({ of }) => of === row.of);
  if (row.file.size === 0) return texts.add.empty;
  if (kind === undefined) return texts.add.noKind;
  if (row.title.trim() === '') return texts.add.noTitle;
  if (kind.audiences.length > 0 && row.audience === '') return texts.add.noAudience;
  const limit = Math.min(kind.maxSize ?? Number.MAX_SAFE_INTEGER, most ?? Number.MAX_SAFE_INTEGER);
  return row.file.size > limit ? texts.add.tooLarge(sizeText(limit)) : null;
}
