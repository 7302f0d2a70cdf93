// The cases of a list, each with why it is due, what is different now, and what became of it; and taking one out.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { runItemsQuery, type DisposalItem, type DisposalRun } from '../../client/records.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { recordsTexts as words } from '#texts/records';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { WhyDay } from './cases-page.tsx';
import { textOf, wordsFace } from './faces.ts';
import { RecordsLink } from './records-link.tsx';
import { useRecordsStep } from './use-records-step.ts';

const columns = words.itemColumns;
type Only = keyof typeof words.onlies;

export function RunItems({ run }: { readonly run: DisposalRun }) {
  const [only, setOnly] = useState<Only>('all');
  const [chosen, setChosen] = useState<DisposalItem | null>(null);
  const found = useInfiniteQuery(runItemsQuery(run.runId, only, seenOf(run)));
  const pages = found.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const withheld = pages.reduce((sum, page) => sum + page.withheld, 0);
  const mayTakeOut = run.may.takeOut === null;
  return (
    <section aria-labelledby="items">
      <h2 id="items">{words.items}</h2>
      <OnlyChoice only={only} onChoose={setOnly} />
      {withheld === 0 ? null : <Notice tone="info" title={words.withheld(withheld)} />}
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && items.length === 0 ? <p>{words.noCases}</p> : null}
      {items.length === 0 ? null : (
        <DataTable caption={words.items} columns={Object.values(columns)}>
          {items.map((item) => (
            <ItemRow key={item.position} item={item} onTakeOut={mayTakeOut ? () => setChosen(item) : null} />
          ))}
        </DataTable>
      )}
      <LoadMore query={found} label={words.more} />
      {chosen === null ? null : <TakeOut runId={run.runId} item={chosen} onClose={() => setChosen(null)} />}
    </section>
  );
}

/** While it is being gone through each look finds fewer left: the cases are read before and after, and not each second. */
function seenOf({ state, left, different }: DisposalRun): string {
  return state === 'running' ? state : `${left} ${state} ${different.length}`;
}

function OnlyChoice({ only, onChoose }: { readonly only: Only; readonly onChoose: (only: Only) => void }) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{words.only}</label>{' '}
      <select
        id={id}
        className="input"
        value={only}
        onChange={(event) => {
          // The options are these and no others.
          onChoose(event.target.value as Only);
        }}
      >
        {Object.entries(words.onlies).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
}

interface ItemProps {
  readonly item: DisposalItem;
  /** Null where it may not be taken out. */
  readonly onTakeOut: (() => void) | null;
}

function nameOf({ reference, position }: DisposalItem): string {
  return reference ?? String(position);
}

function ItemRow({ item, onTakeOut }: ItemProps) {
  return (
    <Row>
      <Cell label={columns.case} lead>
        <RecordsLink to={`cases/${item.caseId}`}>
          <bdi>{nameOf(item)}</bdi>
        </RecordsLink>
      </Cell>
      <Cell label={columns.class}>
        <bdi>{item.class.title}</bdi>
        <bdi className="cell-line quiet">{`${item.class.authority}, ${item.class.number}`}</bdi>
      </Cell>
      <Cell label={columns.why}>
        <WhyDay item={item} />
      </Cell>
      <Cell label={columns.due}>
        <time dateTime={item.dueOn}>{formatDay(item.dueOn)}</time>
      </Cell>
      <Cell label={columns.outcome}>
        <Outcome item={item} />
      </Cell>
      <Cell label={columns.act}>
        {onTakeOut === null || item.outcome !== null ? null : (
          <Button aria-label={words.takeOutOf(nameOf(item))} onClick={onTakeOut}>
            {words.takeOut}
          </Button>
        )}
      </Cell>
    </Row>
  );
}

function Outcome({ item: { now, outcome, reason, why, takenOutBy, record } }: Pick<ItemProps, 'item'>) {
  if (outcome === null) return now === null ? null : <Badge tone="warn">{words.reasonOf(now)}</Badge>;
  return (
    <>
      <Badge tone={outcome === 'destroyed' ? 'bad' : 'neutral'}>{words.outcome[outcome]}</Badge>
      {record === null ? null : <span className="cell-line quiet">{words.record(record)}</span>}
      {reason === null ? null : <span className="cell-line">{words.reasonOf(reason)}</span>}
      {takenOutBy === null ? null : <bdi className="cell-line quiet">{words.takenOutBy(takenOutBy, why ?? '')}</bdi>}
    </>
  );
}

interface TakeOutProps {
  readonly runId: string;
  readonly item: DisposalItem;
  readonly onClose: () => void;
}

function TakeOut({ runId, item, onClose }: TakeOutProps) {
  const { busy, take } = useRecordsStep();
  const title = words.takeOutOf(nameOf(item));
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{words.takeOutHint}</p>
      <CaseForm
        form={{ form: 'take-out', title, fields: [wordsFace('why', words.reason)] }}
        draft={`records/take-out/${runId}/${item.position}`}
        submit={words.takeOut}
        busy={busy}
        onSubmit={async (data, unsent) => {
          const path = `disposal-runs/${runId}/items/${item.position}/removal`;
          const problem = await take(path, { why: textOf(data, 'why') }, unsent);
          if (problem === null) onClose();
          return problem;
        }}
      />
    </Dialog>
  );
}
