// A bundle as somebody puts it together, before it is made: what goes in, in which order, and what is asked of the server.
import type { BundleToMake } from '../../client/bundles.ts';
import type { Bundles, CaseView } from '../../client/types.ts';
import { bundlesTexts as texts } from '#texts/bundles';

export interface BundleItem {
  readonly entry: string;
  /** Above it in the index; empty where it goes on under the one before. */
  readonly heading: string;
}

export interface BundleDraft {
  readonly of: string;
  readonly audience: string;
  readonly title: string;
  /** The bundle whose next version it is; empty for a new one. */
  readonly document: string;
  /** A duty and a party, as `duty party`; empty for nobody in particular. */
  readonly due: string;
  readonly record: boolean;
  readonly items: readonly BundleItem[];
}

export const EMPTY: BundleDraft = { of: '', audience: '', title: '', document: '', due: '', record: true, items: [] };

/** With these at the end, under no heading of their own. */
export function put(items: readonly BundleItem[], entries: readonly string[]): readonly BundleItem[] {
  return [...items, ...entries.map((entry) => ({ entry, heading: '' }))];
}

/** @param by -1 for up, 1 for down */
export function moved(items: readonly BundleItem[], entry: string, by: -1 | 1): readonly BundleItem[] {
  const at = items.findIndex((item) => item.entry === entry);
  const item = items[at];
  const other = items[at + by];
  if (item === undefined || other === undefined) return items;
  return items.map((one, index) => (index === at ? other : index === at + by ? item : one));
}

export interface Due {
  readonly value: string;
  readonly duty: string;
  readonly party: string;
  readonly label: string;
  /** Documents that are neither given nor withheld, by id. */
  readonly open: readonly string[];
}

/** To whom something may be due, and what of it is not yet disclosed. */
export function duesOf({ kept }: CaseView): readonly Due[] {
  const duties = kept.kinds.disclosures.filter(({ mayDisclose }) => mayDisclose);
  return duties.flatMap(({ of: duty, title, to }) =>
    kept.parties
      .filter(({ of, status }) => status === 'current' && to.includes(of))
      .map(({ entry: party, title: role, contact }) => ({
        ...{ value: `${duty} ${party}`, duty, party },
        label: texts.dueTo(title, contact?.name ?? role),
        open: kept.documents
          .filter(({ due }) => due.some((one) => one.duty === duty && one.party === party))
          .map(({ entry }) => entry),
      })),
  );
}

export function faultOf(view: CaseView, draft: BundleDraft, facts: Bundles['documents']): string | null {
  const kind = view.kept.kinds.documents.find(({ of }) => of === draft.of);
  if (kind === undefined) return texts.noKind;
  if (kind.audiences.length > 0 && draft.audience === '') return texts.noAudience;
  if (draft.title.trim() === '') return texts.noTitle;
  if (draft.items.length === 0) return texts.nothing;
  const bad = draft.items.find(({ entry }) => faultIn(facts, entry) !== null);
  return bad === undefined ? null : texts.someFault(wordsOf(view, bad.entry));
}

/** Why it may not go in: null where it may, undefined where nothing is known of it. */
export function faultIn(facts: Bundles['documents'], entry: string): string | null | undefined {
  return facts.find((fact) => fact.entry === entry)?.fault;
}

export function wordsOf({ kept }: CaseView, entry: string): string {
  return kept.documents.find((one) => one.entry === entry)?.words ?? entry;
}

/** What is asked of the server, each document in its current version. */
export function askedOf(draft: BundleDraft, facts: Bundles['documents'], dues: readonly Due[]): BundleToMake {
  const sections: { title: string; documents: { entry: string; content: string }[] }[] = [];
  for (const { entry, heading } of draft.items) {
    const content = facts.find((fact) => fact.entry === entry)?.content ?? '';
    const last = sections.at(-1);
    const title = heading.trim();
    if (last === undefined || title !== '')
      sections.push({ title: title === '' ? texts.documents : title, documents: [{ entry, content }] });
    else last.documents.push({ entry, content });
  }
  return {
    ...{ of: draft.of, audience: draft.audience === '' ? null : draft.audience, title: draft.title.trim(), sections },
    document: draft.document === '' ? null : draft.document,
    party: dues.find(({ value }) => value === draft.due)?.party ?? null,
  };
}
