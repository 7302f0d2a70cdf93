// The seat of an auditor: what it is for, and a way to look through everything that was recorded within it.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { auditEntriesQuery, seatQuery, type AuditFilter } from '../../client/oversight.ts';
import type { AuditSeat, FieldValue, FormFace } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { oversightTexts } from '#texts/oversight';
import { formatOccurred, latestToday, today } from '../../ui/dates.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, PageLoading, Loading } from '../../ui/states.tsx';
import { EntryTable } from './entry-table.tsx';

const words = oversightTexts.audit;
const DAY_MS = 86_400_000;

export function AuditPage() {
  const seat = useQuery(seatQuery);
  if (seat.isPending) return <PageLoading />;
  return (
    <>
      <PageTitle title={words.title} />
      {seat.data === undefined ? (
        <Empty title={words.noSeat}>
          <p>{words.noSeatHint}</p>
        </Empty>
      ) : (
        <Seated seat={seat.data} />
      )}
    </>
  );
}

function Seated({ seat }: { readonly seat: AuditSeat }) {
  const [filter, setFilter] = useState(firstFilter);
  return (
    <div className="watch-page">
      <p className="lead">
        {words.seat(seat.purpose, formatOccurred(seat.until))} {words.scope(scopeWords(seat.scope))} {words.recorded}
      </p>
      <section aria-labelledby="look" className="watch-filters">
        <h2 id="look">{words.look}</h2>
        <CaseForm
          form={formOf(filter)}
          draft="audit"
          keeps={false}
          submit={words.submit}
          busy={false}
          onSubmit={async (data) => {
            setFilter(filterOf(data));
            return null;
          }}
        />
      </section>
      <Found filter={filter} />
    </div>
  );
}

function Found({ filter }: { readonly filter: AuditFilter }) {
  const entries = useInfiniteQuery(auditEntriesQuery(filter));
  const rows = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const withheld = entries.data?.pages[0]?.withheld ?? 0;
  return (
    <section aria-labelledby="found">
      <h2 id="found">{words.found}</h2>
      {entries.isPending ? <Loading /> : null}
      {entries.isError && rows.length === 0 ? (
        <Failed error={entries.error} onRetry={() => void entries.refetch()} />
      ) : null}
      {entries.isSuccess && rows.length === 0 ? <p role="status">{`${words.none}. ${words.noneHint}`}</p> : null}
      {withheld > 0 ? <p role="status">{words.withheldEvents(withheld)}</p> : null}
      {rows.length === 0 ? null : (
        <>
          <EntryTable rows={rows} />
          <LoadMore query={entries} label={words.more} shown={words.shown(rows.length, !entries.hasNextPage)} />
        </>
      )}
    </section>
  );
}

function firstFilter(): AuditFilter {
  const from = today(new Date(Date.now() - 30 * DAY_MS));
  return { kind: 'reads', from, to: latestToday(), person: null, caseId: null, action: null, denied: null };
}

function formOf({ kind, from, to }: AuditFilter): FormFace {
  return {
    form: 'audit',
    title: words.look,
    fields: [
      {
        ...{ field: 'kind', kind: 'choice', label: words.kind, required: true, maxLength: 10, value: kind },
        options: [
          { value: 'reads', label: words.kinds.reads },
          { value: 'events', label: words.kinds.events },
        ],
      },
      { field: 'from', kind: 'date', label: words.from, required: true, maxLength: 10, value: from },
      { field: 'to', kind: 'date', label: words.to, required: true, maxLength: 10, value: to },
      { field: 'person', kind: 'text', label: words.person, required: false, maxLength: 64 },
      { field: 'caseId', kind: 'text', label: words.caseId, required: false, maxLength: 36 },
      { field: 'action', kind: 'text', label: words.action, required: false, maxLength: 64 },
      {
        ...{ field: 'denied', kind: 'choice', label: words.denied, required: false, maxLength: 3 },
        options: [
          { value: 'yes', label: words.deniedOnly },
          { value: 'no', label: words.allowedOnly },
        ],
      },
    ],
  };
}

function filterOf(data: Readonly<Record<string, FieldValue>>): AuditFilter {
  const text = (field: string): string | null => {
    const value = data[field];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const denied = text('denied');
  return {
    kind: text('kind') === 'events' ? 'events' : 'reads',
    ...{ from: text('from') ?? today(), to: text('to') ?? latestToday(), person: text('person') },
    ...{ caseId: text('caseId')?.toLowerCase() ?? null, action: text('action') },
    denied: denied === 'yes' || denied === 'no' ? denied : null,
  };
}

function scopeWords({ caseTypes, teams, caseId, periodFrom, periodUntil }: AuditSeat['scope']): readonly string[] {
  const recorded = [periodFrom, periodUntil].map((time) => (time === null ? '…' : formatOccurred(time))).join(' to ');
  return [
    ...(caseTypes ?? []),
    ...(teams ?? []),
    ...(caseId === null ? [] : [caseId]),
    ...(periodFrom === null && periodUntil === null ? [] : [recorded]),
  ];
}
