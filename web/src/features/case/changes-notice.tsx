// What others changed while a form was open: who, what, and which answers now differ. What was typed stays untouched.
import { useInfiniteQuery } from '@tanstack/react-query';
import { activityQuery } from '../../client/queries.ts';
import type { ActivityEntry, CaseView, Fact } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Button } from '../../ui/button.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { factText } from '../../ui/fact-value.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFieldFaces } from './case-facts.tsx';
import type { KnownVersion } from './known-version.ts';

export interface ChangesNoticeProps {
  readonly view: CaseView;
  readonly known: KnownVersion;
  readonly onRead: () => void;
}

export function ChangesNotice({ view, known, onRead }: ChangesNoticeProps) {
  const activity = useInfiniteQuery(activityQuery(view.caseId));
  const faces = useFieldFaces(view);
  const news = (activity.data?.pages.flatMap((page) => page.items) ?? []).filter((entry) => entry.seq > known.version);
  return (
    <div role="status">
      <Notice tone="warn" title={appTexts.changes.title}>
        <ul className="plain">
          {news.map((entry) => (
            <NewsLine key={entry.seq} entry={entry} />
          ))}
          {changedFacts(known.facts, view.facts).map((fact) => (
            <li key={fact.field} dir="auto">
              {appTexts.changes.differs(fact.label, factText(fact, faces.get(fact.field)))}
            </li>
          ))}
        </ul>
        <p>{appTexts.changes.kept}</p>
        <Button onClick={onRead}>{appTexts.changes.read}</Button>
      </Notice>
    </div>
  );
}

function NewsLine({ entry: { title, recordedAt, actorName } }: { readonly entry: ActivityEntry }) {
  if (recordedAt === null || actorName === null) return <li dir="auto">{title}</li>;
  return (
    <li dir="auto">
      {appTexts.changes.by(actorName, formatOccurred(recordedAt))} {title}
    </li>
  );
}

/** Facts that are new, differ, or are gone. */
export function changedFacts(before: readonly Fact[], after: readonly Fact[]): readonly Fact[] {
  const old = new Map(before.map((fact) => [fact.field, fact.value]));
  const changed = after.filter((fact) => !old.has(fact.field) || old.get(fact.field) !== fact.value);
  const kept = new Set(after.map((fact) => fact.field));
  const gone = before.filter((fact) => !kept.has(fact.field)).map((fact) => ({ ...fact, value: null }));
  return [...changed, ...gone];
}
