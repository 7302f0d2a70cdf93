// The tasks behind a number, from which up to 500 are chosen and given to somebody: by keys, X and A, or by clicks.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isAboutAccess } from '../../client/notices.ts';
import { teamPeopleQuery, teamTasksQuery } from '../../client/team.ts';
import type { WorkItem } from '../../client/types.ts';
import { teamTexts as words } from '#texts/team';
import { Button } from '../../ui/button.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { useEnterList } from '../../ui/row-keys.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { BatchRun } from './batch-run.tsx';
import { GiveDialog } from './give-dialog.tsx';
import { keyOf } from './task-key.ts';
import { TasksTable } from './tasks-table.tsx';
import { Filters, TeamFrame, type FilterChoice } from './team-frame.tsx';
import { useBatch } from './use-batch.ts';
import { useChosen } from './use-chosen.ts';

const MOST = 500;
const DUES = ['overdue', 'today', 'week', 'later', 'none'];

export function TasksPage({ filter }: { readonly filter: string }) {
  useEnterList();
  const found = useInfiniteQuery(teamTasksQuery(filter));
  const [isGiving, setGiving] = useState(false);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  // What waits for a decision about access is given to nobody.
  const given = items.filter(({ task }) => !isAboutAccess(task));
  const { chosen, choose, chooseAll } = useChosen(given.map(keyOf));
  const batch = useBatch(() => chooseAll(false));
  const picked = given.filter((item) => chosen.has(keyOf(item)));
  const mayGive = picked.length > 0 && picked.length <= MOST && !batch.isRunning;
  useShortcut('a', mayGive && !isGiving ? () => setGiving(true) : null);

  return (
    <TeamFrame title={words.tasksTitle} part="tasks" filter={filter}>
      <Filters part="tasks" filter={filter} more={useTaskFilters()} />
      <BatchRun batch={batch} />
      {found.isPending ? <Loading /> : null}
      {found.isError && items.length === 0 ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && items.length === 0 ? (
        <Empty title={words.tasksEmpty}>
          <p>{words.tasksEmptyHint}</p>
        </Empty>
      ) : null}
      {items.length === 0 ? null : (
        <>
          <p className="quiet keys-hint">{words.keysHint}</p>
          <BatchBar
            items={given}
            count={picked.length}
            onChoose={chooseAll}
            onGive={mayGive ? () => setGiving(true) : undefined}
          />
          <TasksTable items={items} chosen={chosen} onChoose={choose} />
          <LoadMore query={found} label={words.more} shown={words.shown(items.length, !found.hasNextPage)} />
        </>
      )}
      {isGiving ? (
        <GiveDialog
          items={picked}
          onClose={() => setGiving(false)}
          onGive={(tasks, assignee) => {
            setGiving(false);
            batch.begin(tasks, assignee);
          }}
        />
      ) : null}
    </TeamFrame>
  );
}

interface BatchBarProps {
  readonly items: readonly WorkItem[];
  readonly count: number;
  readonly onChoose: (all: boolean) => void;
  readonly onGive: (() => void) | undefined;
}

function BatchBar({ items, count, onChoose, onGive }: BatchBarProps) {
  return (
    <div className="batch-bar" role="group" aria-label={words.chosen(count)}>
      <Button onClick={() => onChoose(true)}>{words.chooseAll(items.length)}</Button>
      {count === 0 ? null : <Button onClick={() => onChoose(false)}>{words.clear}</Button>}
      <span role="status">{words.chosen(count)}</span>
      {onGive === undefined ? null : (
        <Button look="primary" keyHint="a" onClick={onGive}>
          {words.give}
        </Button>
      )}
      {count > MOST ? <span>{words.tooMany}</span> : null}
    </div>
  );
}

function useTaskFilters(): readonly FilterChoice[] {
  const { people = [], queues = [] } = useQuery(teamPeopleQuery).data ?? {};
  const holders = [
    { value: 'nobody', label: words.nobody },
    ...people.map(({ person, name }) => ({ value: `person:${person}`, label: name })),
    ...queues.map(({ queue }) => ({ value: `queue:${queue}`, label: words.queue(queue) })),
  ];
  const named = (names: readonly string[], texts: Readonly<Record<string, string>>) =>
    names.map((value) => ({ value, label: texts[value] ?? value }));
  return [
    { name: 'holder', label: words.columns.who, none: words.anybody, options: holders },
    { name: 'due', label: words.taskColumns.due, none: words.anyDay, options: named(DUES, words.due) },
    {
      ...{ name: 'age', label: words.columns.age, none: words.anyAge },
      options: named(Object.keys(words.ages), words.ages),
    },
  ];
}
