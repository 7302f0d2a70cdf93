// What is done with an item besides filing it: taking it, giving it back, handing it on, rejecting it, and saying that it came before.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actOnItem, inboxQuery, inboxQueuesQuery, type WholeInboxItem } from '../../client/inbox.ts';
import { usePersonNames } from '../../client/person-names.ts';
import { useSession } from '../../client/session.ts';
import type { FieldFace, FieldValue } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { inboxTexts } from '#texts/inbox';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { formatShortDay } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { useItemAct } from './use-item-act.ts';

const texts = inboxTexts.end;
type Ending = 'hand-over' | 'reject' | 'duplicate';

export function MoveItem({ view }: { readonly view: WholeInboxItem }) {
  const session = useSession();
  const nameOf = usePersonNames();
  const act = useItemAct();
  const [ending, setEnding] = useState<Ending | null>(null);
  const { item, owner, state } = view;
  if (state !== 'waiting') return null;
  const isMine = owner !== null && owner === session?.personId;
  const isFree = owner === null || isMine;

  async function take(step: 'take' | 'release') {
    const result = await act.perform(() => actOnItem(item, step, {}));
    if ('answer' in result) announce(step === 'take' ? inboxTexts.item.claimed : inboxTexts.item.released);
  }

  return (
    <>
      {act.problem === null ? null : <Notice tone="bad" title={textOf(act.problem)} takeFocus />}
      {isFree ? null : <p>{inboxTexts.item.takenBy(nameOf(owner))}</p>}
      <div className="page-actions">
        {owner === null ? (
          <Button look="primary" busy={act.busy} onClick={() => void take('take')}>
            {inboxTexts.item.take}
          </Button>
        ) : (
          <Button busy={act.busy} onClick={() => void take('release')}>
            {inboxTexts.item.release}
          </Button>
        )}
        {isFree ? (
          <>
            <Button onClick={() => setEnding('hand-over')}>{texts.hand}</Button>
            <Button onClick={() => setEnding('duplicate')}>{texts.duplicate}</Button>
            <Button onClick={() => setEnding('reject')}>{texts.reject}</Button>
          </>
        ) : null}
      </div>
      {ending === null ? null : <EndDialog view={view} ending={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

interface EndProps {
  readonly view: WholeInboxItem;
  readonly ending: Ending;
  readonly onClose: () => void;
}

const TITLES = { 'hand-over': texts.handTitle, reject: texts.rejectTitle, duplicate: texts.duplicateTitle };
const LEADS = { 'hand-over': texts.handLead, reject: texts.rejectLead, duplicate: texts.duplicateLead };
const SUBMITS = { 'hand-over': texts.hand, reject: texts.reject, duplicate: texts.duplicate };

function EndDialog({ view, ending, onClose }: EndProps) {
  const act = useItemAct();
  const others = useOthers(view, ending === 'duplicate');
  const queues = useQuery(inboxQueuesQuery).data?.handTo ?? [];
  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const said = Object.entries(data).filter(([, value]) => value !== null && value !== '');
    const result = await act.perform(() => actOnItem(view.item, ending, { ...Object.fromEntries(said), unsent }));
    if ('problem' in result) return result.problem;
    announce(inboxTexts.item.changed);
    onClose();
    return null;
  }
  const title = TITLES[ending];
  const isNone = ending === 'duplicate' && others.length === 0;
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="lead">{isNone ? texts.none : LEADS[ending]}</p>
      {isNone ? null : (
        <CaseForm
          form={{
            form: 'inbox',
            title,
            fields: fieldsOf(
              ending,
              ending === 'duplicate' ? others : queues.map(({ queue, title: label }) => ({ value: queue, label })),
              peopleOf(queues),
            ),
          }}
          draft={`inbox/${view.item}/${ending}`}
          submit={SUBMITS[ending]}
          busy={act.busy}
          onSubmit={submit}
        />
      )}
    </Dialog>
  );
}

interface Other {
  readonly value: string;
  readonly label: string;
}

/** Other items that wait in the same queue, of which this may be one that came again. */
function useOthers({ item, queue }: WholeInboxItem, isAsked: boolean): readonly Other[] {
  const asked = { state: 'waiting', queue, channel: null, mine: false } as const;
  const pages = useInfiniteQuery({ ...inboxQuery(asked), enabled: isAsked }).data?.pages ?? [];
  return pages
    .flatMap((page) => page.items)
    .filter((other) => other.item !== item)
    .map((other) => ({
      value: other.item,
      label: [
        other.subject ?? inboxTexts.noSubject,
        other.from ?? '',
        formatShortDay(other.receivedAt.slice(0, 10)),
      ].join(' · '),
    }));
}

const REASON: FieldFace = {
  ...{ field: 'reason', kind: 'long-text', label: texts.reason, hint: texts.reasonHint, required: true },
  maxLength: 2_000,
};

interface Queue {
  readonly title: string;
  readonly people: readonly { readonly person: string; readonly name: string }[];
}

/** Each once, with the titles of all their teams, since two may have one name; whoever has a name that another has too, with their id. */
function peopleOf(queues: readonly Queue[]): readonly Other[] {
  const teams = new Map<string, { readonly name: string; readonly titles: string[] }>();
  for (const { title, people } of queues)
    for (const { person, name } of people) {
      const known = teams.get(person);
      if (known === undefined) teams.set(person, { name, titles: [title] });
      else known.titles.push(title);
    }
  const names = [...teams.values()].map(({ name }) => name);
  const isShared = (name: string): boolean => names.filter((other) => other === name).length > 1;
  return [...teams]
    .map(([value, { name, titles }]) => ({
      value,
      label: texts.who(isShared(name) ? `${name} (${value})` : name, titles.join(', ')),
    }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}

function fieldsOf(ending: Ending, options: readonly Other[], people: readonly Other[]): readonly FieldFace[] {
  if (ending === 'reject') return [REASON];
  if (ending === 'duplicate')
    return [{ field: 'of', kind: 'choice', label: texts.of, required: true, maxLength: 40, options }, REASON];
  const queue = { field: 'queue', kind: 'choice', label: texts.queue, required: true, options } as const;
  const person = {
    field: 'person',
    kind: 'choice',
    label: texts.person,
    hint: texts.personHint,
    required: false,
    options: people,
  } as const;
  return [
    { ...queue, maxLength: 64 },
    { ...person, maxLength: 64 },
  ];
}
