// What is said of each part that is filed: its suggestion, and the first thing that is missing. Knows no screen.
import type { InboxPart, PartToFile } from '../../client/inbox.ts';
import type { CaseView } from '../../client/types.ts';
import { inboxTexts } from '#texts/inbox';

const texts = inboxTexts.file;

type Kinds = CaseView['kept']['kinds']['documents'];

export interface PartRow {
  readonly number: number;
  readonly name: string;
  readonly isChosen: boolean;
  readonly kind: string;
  readonly audience: string;
  readonly title: string;
}

const MOST_TITLE = 200;

/** Attachments are chosen; the whole is, where nothing is attached. The only kind and the only audience there is are suggested. */
export function rowsOf(parts: readonly InboxPart[], kinds: Kinds, subject: string | null): readonly PartRow[] {
  const hasMore = parts.some(({ number }) => number > 0);
  const [only] = kinds;
  const kind = kinds.length === 1 ? (only?.of ?? '') : '';
  return parts.map(({ number, name }) => ({
    ...{ number, name, isChosen: number > 0 || !hasMore, kind, audience: onlyAudience(kinds, kind) },
    title: number === 0 && subject !== null && subject !== '' ? subject.slice(0, MOST_TITLE) : titleOf(name),
  }));
}

export function onlyAudience(kinds: Kinds, kind: string): string {
  const audiences = kinds.find(({ of }) => of === kind)?.audiences ?? [];
  return audiences.length === 1 ? (audiences[0]?.value ?? '') : '';
}

/** The name without its ending, which says nothing to people. */
function titleOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const title = (dot > 0 ? name.slice(0, dot) : name).replaceAll('_', ' ').trim();
  return (title === '' ? name : title).slice(0, MOST_TITLE);
}

/** What stands in the form, as text by field: what was said of each part over what is suggested. */
export type KeptRows = Readonly<Record<string, string>>;

export function withKept(rows: readonly PartRow[], kept: KeptRows): readonly PartRow[] {
  return rows.map((row) => {
    const of = (field: string): string | undefined => kept[`${field}.${row.number}`];
    return {
      ...row,
      isChosen: (of('chosen') ?? (row.isChosen ? YES : '')) === YES,
      kind: of('kind') ?? row.kind,
      audience: of('audience') ?? row.audience,
      title: of('title') ?? row.title,
    };
  });
}

/** A change of a part, as it is kept. */
export function toKeep(number: number, { isChosen, kind, audience, title }: Partial<PartRow>): KeptRows {
  const said = { chosen: isChosen === undefined ? undefined : isChosen ? YES : 'no', kind, audience, title };
  return Object.fromEntries(
    Object.entries(said).flatMap(([field, text]) => (text === undefined ? [] : [[`${field}.${number}`, text]])),
  );
}

/** What is told of another window that says something else of a part. */
export function labelsOf(rows: readonly PartRow[]): readonly { readonly field: string; readonly label: string }[] {
  return rows.map(({ number, name }) => ({ field: `title.${number}`, label: `${texts.name}, ${name}` }));
}

const YES = 'yes';

/** Null where it may be sent. */
export function faultIn(rows: readonly PartRow[], kinds: Kinds): string | null {
  const chosen = rows.filter(({ isChosen }) => isChosen);
  if (chosen.length === 0) return texts.nothing;
  for (const { kind: of, title, audience, name } of chosen) {
    const kind = kinds.find((one) => one.of === of);
    if (kind === undefined) return texts.noKind(name);
    if (title.trim() === '') return texts.noTitle(name);
    if (kind.audiences.length > 0 && audience === '') return texts.noAudience(name);
  }
  return null;
}

/** @param sender the entry of a party; empty for nobody */
export function partToFile({ number, kind, audience, title }: PartRow, sender: string): PartToFile {
  return {
    ...{ number, kind, title: title.trim() },
    ...(audience === '' ? {} : { audience }),
    ...(sender === '' ? {} : { sender }),
  };
}
