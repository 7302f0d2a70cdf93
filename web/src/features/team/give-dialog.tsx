// Giving chosen tasks to somebody: to whom, then what would happen to each, and only then the button that does it.
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import {
  reassignmentQuery,
  teamPeopleQuery,
  type Reassignment,
  type ReassignedTask,
  type TaskNamed,
} from '../../client/team.ts';
import type { WorkItem } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { teamTexts as words } from '#texts/team';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { COLON } from '../../ui/locale.ts';
import { Failed, Loading } from '../../ui/states.tsx';

const TEAM = 'team';

export interface GiveDialogProps {
  readonly items: readonly WorkItem[];
  readonly onClose: () => void;
  /** With those that would move. */
  readonly onGive: (tasks: readonly TaskNamed[], assignee: string | null) => void;
}

export function GiveDialog({ items, onClose, onGive }: GiveDialogProps) {
  const [to, setTo] = useState('');
  // As they were chosen: the list behind may change meanwhile.
  const [tasks] = useState(() => items.map(({ caseId, task }) => ({ caseId, task })));
  const assignee = to === TEAM ? null : to;
  const found = useQuery({ ...reassignmentQuery(tasks, assignee), enabled: to !== '' });
  const moving = to === '' || found.isFetching ? [] : (found.data?.items.filter(movesOf) ?? []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (moving.length > 0)
      onGive(
        moving.map(({ caseId, task }) => ({ caseId, task })),
        assignee,
      );
  }

  return (
    <Dialog title={words.giveTitle(tasks.length)} onClose={onClose}>
      <form onSubmit={submit} className="dialog-form">
        <WhomPicker value={to} onPick={setTo} />
        {to === '' ? null : (
          <div aria-live="polite">
            {found.isPending || found.isFetching ? <Loading /> : null}
            {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
            {found.data === undefined || found.isFetching ? null : <Preview preview={found.data} />}
          </div>
        )}
        {moving.length === 0 ? null : (
          <Button type="submit" look="primary" keyHint="Enter">
            {words.do(moving.length)}
          </Button>
        )}
      </form>
    </Dialog>
  );
}

function movesOf({ outcome }: ReassignedTask): boolean {
  return outcome === 'would-move';
}

/** People first, each with what they carry. Enter, or Ctrl and Enter, does what the preview shows. */
function WhomPicker({ value, onPick }: { readonly value: string; readonly onPick: (to: string) => void }) {
  const id = useId();
  const { people = [], queues = [], nobody = 0 } = useQuery(teamPeopleQuery).data ?? {};
  function onKeyDown(event: KeyboardEvent<HTMLSelectElement>) {
    if (event.key !== 'Enter' || value === '') return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {words.giveTo}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onPick(event.target.value)}
        onKeyDown={onKeyDown}
      >
        <option value="">{appTexts.form.choose}</option>
        <optgroup label={words.people}>
          {people.map(({ person, name, tasks, away }) => (
            <option key={person} value={person}>
              {words.person(name, tasks, away !== null)}
            </option>
          ))}
        </optgroup>
        <optgroup label={words.queues}>
          <option value={TEAM}>
            {words.backToTeam} ({words.tasks(nobody)})
          </option>
          {queues.map(({ queue, tasks }) => (
            <option key={queue} value={`queue:${queue}`}>
              {words.queueOption(queue, tasks)}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

function Preview({ preview: { items, shifts, to } }: { readonly preview: Reassignment }) {
  const count = (outcome: ReassignedTask['outcome']): number => items.filter((one) => one.outcome === outcome).length;
  const refused = items.filter((one) => one.outcome === 'refused');
  const warned = items.filter(({ warnings }) => warnings.length > 0);
  const after = shifts.find(({ person }) => person === to?.person)?.after ?? 0;
  return (
    <>
      <p className="lead">{words.would(count('would-move'), count('unchanged'), refused.length)}</p>
      {count('would-move') === 0 ? <p>{words.cannot}</p> : null}
      {to === null || to.away === null ? null : (
        <p>
          {words.away(dayOf(to.away.from), dayOf(to.away.until))}{' '}
          {to.standIns.length === 0 ? words.noStandIns : words.standIns(to.standIns.join(', '))}
        </p>
      )}
      {to === null || after <= to.capacity ? null : <p>{words.over(to.capacity, after)}</p>}
      <Reasons title={words.refusals} items={refused} saysOf={({ code }) => [words.reason(code ?? '')]} />
      <Reasons
        title={words.warnings}
        items={warned}
        saysOf={({ warnings }) => warnings.map((warning) => words.warning(warning))}
      />
      {shifts.length === 0 ? null : <Shifts shifts={shifts} />}
    </>
  );
}

function dayOf(day: string | null): string | null {
  return day === null ? null : formatDay(day);
}

function Shifts({ shifts }: { readonly shifts: Reassignment['shifts'] }) {
  const columns = words.shiftColumns;
  return (
    <section aria-labelledby="shifts">
      <h3 id="shifts">{words.shifts}</h3>
      <DataTable caption={words.shifts} columns={Object.values(columns)}>
        {shifts.map(({ person, name, before, after }) => (
          <Row key={person}>
            <Cell label={columns.who} lead>
              <bdi>{name}</bdi>
            </Cell>
            <Cell label={columns.before}>{before}</Cell>
            <Cell label={columns.after}>{after}</Cell>
          </Row>
        ))}
      </DataTable>
    </section>
  );
}

interface ReasonsProps {
  readonly title: string;
  readonly items: readonly ReassignedTask[];
  readonly saysOf: (item: ReassignedTask) => readonly string[];
}

/** Task by task: nothing is refused without its reason. */
function Reasons({ title, items, saysOf }: ReasonsProps) {
  if (items.length === 0) return null;
  return (
    <details open={items.length <= 10}>
      <summary>
        {title}
        {COLON}
        {words.tasks(items.length)}
      </summary>
      <ul>
        {items.map((item) => (
          <li key={`${item.caseId}/${item.task}`}>
            {item.title === null ? null : (
              <>
                <bdi>{item.title}</bdi>, {item.reference}
                {COLON}
              </>
            )}
            {saysOf(item).join(' ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
