// Tasks as rows that can be chosen: a table on a wide screen, cards on a narrow one.
import { Link } from '@tanstack/react-router';
import { isAboutAccess } from '../../client/notices.ts';
import { usePersonNames } from '../../client/person-names.ts';
import type { WorkItem } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { teamTexts as words } from '#texts/team';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatShortDay } from '../../ui/dates.ts';
import { dueText } from '../../ui/due-text.ts';
import { moveByKey } from '../../ui/row-keys.ts';
import { mayAct } from '../../ui/use-shortcut.ts';
import { keyOf } from './task-key.ts';

const columns = words.taskColumns;

export interface TasksTableProps {
  readonly items: readonly WorkItem[];
  readonly chosen: ReadonlySet<string>;
  /** @param upTo with all rows from the one that was chosen last */
  readonly onChoose: (key: string, upTo: boolean) => void;
}

export function TasksTable({ items, chosen, onChoose }: TasksTableProps) {
  function onKeyDown(event: KeyboardEvent) {
    moveByKey(event);
    if (event.key.toLowerCase() !== 'x' || !(event.target instanceof Element) || !mayAct(event)) return;
    const key = event.target.closest('tr')?.querySelector<HTMLElement>('[data-row]')?.dataset['row'];
    // What waits for a decision about access is given to nobody.
    if (key === undefined || isAboutAccess(key)) return;
    event.preventDefault();
    onChoose(key, event.key === 'X');
  }
  return (
    <DataTable caption={words.tasksTitle} columns={Object.values(columns)} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <TaskRow
          key={keyOf(item)}
          item={item}
          isChosen={chosen.has(keyOf(item))}
          onChoose={(upTo) => onChoose(keyOf(item), upTo)}
        />
      ))}
    </DataTable>
  );
}

interface TaskRowProps {
  readonly item: WorkItem;
  readonly isChosen: boolean;
  readonly onChoose: (upTo: boolean) => void;
}

function TaskRow({ item, isChosen, onChoose }: TaskRowProps) {
  const { caseId, task, title, reference, dueOn, overdue } = item;
  const isAccess = isAboutAccess(task);
  return (
    <Row chosen={isChosen}>
      <Cell label={columns.task} lead>
        <span className="row-lead">
          {isAccess ? null : (
            <label className="row-choice">
              <input
                type="checkbox"
                checked={isChosen}
                aria-label={words.choose(title, reference)}
                // A click knows whether Shift was held, and a change does not.
                onClick={(event) => onChoose(event.shiftKey)}
                onChange={() => {}}
              />
            </label>
          )}
          <Link
            to={isAccess ? '/cases/$caseId/access' : '/cases/$caseId/tasks/$task'}
            params={{ caseId, task }}
            className="row-link"
            data-row={keyOf(item)}
          >
            <bdi>{title}</bdi>
          </Link>
        </span>
      </Cell>
      <Cell label={columns.case}>
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          {reference}
        </Link>
      </Cell>
      <Cell label={columns.due}>
        {dueOn === null ? appTexts.due.none : <time dateTime={dueOn}>{formatShortDay(dueOn)}</time>}
      </Cell>
      <Cell label={columns.owner}>
        <Holder item={item} />
      </Cell>
      <Cell label={columns.status}>
        <span className="badges">
          {overdue ? <Badge tone="bad">{appTexts.standing.overdue}</Badge> : null}
          {overdue || dueOn === null ? null : <Badge tone={dueText(dueOn).tone}>{dueText(dueOn).text}</Badge>}
          {item.priority === 1 ? <Badge tone="warn">{appTexts.standing.urgent}</Badge> : null}
        </span>
      </Cell>
    </Row>
  );
}

function Holder({ item: { assignee, queue } }: { readonly item: WorkItem }) {
  const nameOf = usePersonNames();
  if (queue !== null) return <bdi>{words.queue(queue)}</bdi>;
  return assignee === null ? words.nobody : <bdi>{nameOf(assignee)}</bdi>;
}
