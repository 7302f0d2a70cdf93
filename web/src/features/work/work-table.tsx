// The list of tasks: a table on a wide screen, cards on a narrow one, moved through by keys.
import { Link } from '@tanstack/react-router';
import { Fragment, lazy, memo, Suspense, useCallback, useState } from 'react';
import { isAboutAccess } from '../../client/notices.ts';
import { usePersonNames } from '../../client/person-names.ts';
import { useSession } from '../../client/session.ts';
import type { WorkItem } from '../../client/types.ts';
import { firstTexts } from '#texts/first';
import { caseToolsTexts } from '#texts/case-tools';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { openCaseWindow } from '../../ui/case-window.ts';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatShortDay } from '../../ui/dates.ts';
import { dueText } from '../../ui/due-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { isKeyOf } from '../../ui/keys.ts';
import { moveByKey, useEnterList } from '../../ui/row-keys.ts';
import { mayAct, useAnswerTo } from '../../ui/use-shortcut.ts';

const WorkPreview = lazy(() => import('./work-preview.tsx').then((part) => ({ default: part.WorkPreview })));

const COLUMNS = [
  firstTexts.work.task,
  firstTexts.work.caseColumn,
  firstTexts.work.due,
  firstTexts.work.owner,
  firstTexts.work.status,
] as const;

export function WorkTable({ items }: { readonly items: readonly WorkItem[] }) {
  useEnterList();
  useAnswerTo(' ');
  const [previewed, setPreviewed] = useState<string | null>(null);
  const toggle = useCallback((key: string) => setPreviewed((before) => (before === key ? null : key)), []);

  function onKeyDown(event: KeyboardEvent) {
    moveByKey(event);
    if (!isKeyOf(event, ' ') || !(event.target instanceof Element) || !mayAct(event)) return;
    const key = event.target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (key === undefined) return;
    event.preventDefault();
    toggle(key);
  }

  return (
    <>
      <p className="quiet keys-hint">{firstTexts.work.keysHint}</p>
      <DataTable caption={firstTexts.work.list} columns={COLUMNS} onKeyDown={onKeyDown}>
        {items.map((item) => {
          const key = `${item.caseId}/${item.task}`;
          const open = previewed === key;
          return (
            <Fragment key={key}>
              <WorkRow item={item} rowKey={key} open={open} onPreview={toggle} />
              {open ? (
                <Suspense fallback={null}>
                  <WorkPreview item={item} columns={COLUMNS.length} />
                </Suspense>
              ) : null}
            </Fragment>
          );
        })}
      </DataTable>
    </>
  );
}

interface WorkRowProps {
  readonly item: WorkItem;
  readonly rowKey: string;
  readonly open: boolean;
  readonly onPreview: (key: string) => void;
}

/** Drawn again only when it changes itself: a list may have hundreds. */
const WorkRow = memo(function WorkRow({ item, rowKey, open, onPreview }: WorkRowProps) {
  return (
    <Row chosen={open}>
      <Cell label={firstTexts.work.task} lead>
        <span className="row-lead">
          <button
            type="button"
            className="preview-toggle"
            aria-expanded={open}
            aria-label={open ? firstTexts.work.hidePreview(item.title) : firstTexts.work.preview(item.title)}
            onClick={() => onPreview(rowKey)}
          >
            <Icon name="next" />
          </button>
          <TaskLink item={item} />
        </span>
      </Cell>
      <Cell label={firstTexts.work.caseColumn}>
        <Link to="/cases/$caseId" params={{ caseId: item.caseId }} className="row-link">
          {item.reference}
        </Link>
      </Cell>
      <Cell label={firstTexts.work.due}>
        {item.dueOn === null ? firstTexts.due.none : <time dateTime={item.dueOn}>{formatShortDay(item.dueOn)}</time>}
      </Cell>
      <Cell label={firstTexts.work.owner}>
        <Owner assignee={item.assignee} />{' '}
        {isAboutAccess(item.task) ? null : (
          <Button
            look="quiet"
            aria-label={caseToolsTexts.giveTask(item.title)}
            data-command="assign"
            onClick={() => openCaseWindow({ kind: 'assign', caseId: item.caseId, task: item.task })}
          >
            {caseToolsTexts.giveTo}
          </Button>
        )}
      </Cell>
      <Cell label={firstTexts.work.status}>
        <WorkStatus item={item} />
      </Cell>
    </Row>
  );
});

/** What waits for a decision about access is decided on that page. */
function TaskLink({ item: { caseId, task, title } }: { readonly item: WorkItem }) {
  const common = { className: 'row-link', 'data-row': `${caseId}/${task}`, 'data-case': caseId, 'data-item': task };
  return isAboutAccess(task) ? (
    <Link to="/cases/$caseId/access" params={{ caseId }} {...common}>
      {title}
    </Link>
  ) : (
    <Link to="/cases/$caseId/tasks/$task" params={{ caseId, task }} {...common}>
      <bdi>{title}</bdi>
    </Link>
  );
}

function Owner({ assignee }: { readonly assignee: string | null }) {
  const session = useSession();
  const nameOf = usePersonNames();
  if (assignee === null) return firstTexts.work.queue;
  return assignee === session?.personId ? firstTexts.work.mine : <bdi>{nameOf(assignee)}</bdi>;
}

/** The server says what is overdue; how soon the rest is due is counted here. */
function WorkStatus({ item }: { readonly item: WorkItem }) {
  const due = item.dueOn === null ? null : dueText(item.dueOn);
  return (
    <span className="badges">
      {item.overdue && due?.tone !== 'bad' ? <Badge tone="bad">{firstTexts.standing.overdue}</Badge> : null}
      {due === null ? <Badge>{firstTexts.standing['to-do']}</Badge> : <Badge tone={due.tone}>{due.text}</Badge>}
      {item.priority === 1 ? <Badge tone="warn">{firstTexts.standing.urgent}</Badge> : null}
    </span>
  );
}
