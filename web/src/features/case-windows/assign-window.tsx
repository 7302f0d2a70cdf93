// Giving a task to somebody: a part of a name and Enter, or one of the list. Each with what they have to do, and who may not open the case.
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { assignTask } from '../../client/acts.ts';
import { assigneesQuery, type TaskAssignees } from '../../client/case-windows.ts';
import { caseQuery } from '../../client/queries.ts';
import { useWorker } from '../../client/session.ts';
import { useAct } from '../../client/use-act.ts';
import { appTexts } from '#texts/app';
import { caseWindowsTexts } from '#texts/case-windows';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { formatShortDay } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { Loading } from '../../ui/states.tsx';
import { TextLine } from '../../ui/text-line.tsx';

const texts = caseWindowsTexts.assign;

type Assignee = TaskAssignees['items'][number];

interface AssignProps {
  readonly caseId: string;
  readonly task: string;
  readonly onClose: () => void;
}

export function AssignWindow({ caseId, task, onClose }: AssignProps) {
  const view = useQuery(caseQuery(caseId)).data;
  const asked = useQuery(assigneesQuery(caseId, task));
  const face = view?.tasks.find((one) => one.task === task);
  const title = face?.title ?? task;
  const act = useAct();

  async function give(person: string | null, words: string) {
    const result = await act.perform(assignTask(caseId, task, person));
    if ('problem' in result) return;
    announce(words);
    onClose();
  }

  if (view === undefined || asked.isPending)
    return (
      <Dialog title={texts.title(title)} onClose={onClose}>
        <Loading />
      </Dialog>
    );
  return (
    <Dialog key="loaded" title={texts.title(title)} onClose={onClose}>
      {act.problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
      {asked.isError ? <p>{face?.standing === 'to-do' ? texts.notManager : texts.noTask}</p> : null}
      {asked.data === undefined ? null : (
        <People
          found={asked.data}
          busy={act.busy}
          onGive={({ person, name }) => void give(person, texts.done(title, name))}
        />
      )}
      {face?.standing === 'to-do' && face.mayDo ? (
        <Own assignee={face.assignee} busy={act.busy} onMove={(to, words) => void give(to, words(title))} />
      ) : null}
    </Dialog>
  );
}

interface PeopleProps {
  readonly found: TaskAssignees;
  readonly busy: boolean;
  readonly onGive: (to: Assignee) => void;
}

function People({ found: { items, assignee }, busy, onGive }: PeopleProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const may = (one: Assignee): boolean => one.against === null && one.person !== assignee;
  const shown = items.filter(({ name }) => holds(name, typed));
  const first =
    shown.find((one) => one.person === picked && may(one)) ?? (typed.trim() === '' ? undefined : shown.find(may));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy && first !== undefined) onGive(first);
  }

  return (
    <form onSubmit={submit} data-assign>
      <TextLine label={texts.find} hint={texts.hint} dir="auto" maxLength={100} value={typed} onType={setTyped} />
      <fieldset className="field">
        <legend className="field-label">{texts.people}</legend>
        {shown.some(may) ? null : <p role="status">{texts.nobody}</p>}
        <div className="options">
          {shown.map((one) => (
            <label key={one.person} className="option option-said">
              <input
                type="radio"
                name={`${id}-person`}
                value={one.person}
                disabled={!may(one)}
                checked={first?.person === one.person}
                onChange={() => setPicked(one.person)}
              />
              <bdi>{one.name}</bdi> <span className="quiet">{wordsOf(one, assignee)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="form-end">
        <Button look="primary" type="submit" busy={busy} aria-disabled={first === undefined}>
          {first === undefined ? texts.choose : texts.give(first.name)}
        </Button>
      </div>
    </form>
  );
}

function wordsOf({ person, tasks, load, capacity, awayUntil, against }: Assignee, assignee: string | null): string {
  const parts = [
    ...(person === assignee ? [texts.has] : []),
    ...(against === null ? [] : [texts.against[against]]),
    texts.tasks(tasks, load, capacity),
    ...(awayUntil === null ? [] : [texts.away(formatShortDay(awayUntil))]),
  ];
  return parts.join(' · ');
}

/** Whatever capitals and accents are typed. */
function holds(name: string, typed: string): boolean {
  const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
  return plain(name).includes(plain(typed.trim()));
}

interface OwnProps {
  readonly assignee: string | null;
  readonly busy: boolean;
  readonly onMove: (to: string | null, words: (task: string) => string) => void;
}

/** What everybody of the team may do: take it, and put it back. */
function Own({ assignee, busy, onMove }: OwnProps) {
  const worker = useWorker();
  return (
    <div className="form-end">
      {worker === null || assignee === worker ? null : (
        <Button busy={busy} onClick={() => onMove(worker, texts.taken)}>
          {texts.take}
        </Button>
      )}
      {assignee === null ? null : (
        <Button busy={busy} onClick={() => onMove(null, texts.queued)}>
          {texts.queue}
        </Button>
      )}
    </div>
  );
}
