// Why: of a step what brought it there, what keeps it, and to whom it was routed; of a date how it was reckoned; of a case why one sees it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { whyQuery } from '../../client/access.ts';
import { whyClockQuery, whyItemQuery } from '../../client/case-windows.ts';
import { isAboutAccess } from '../../client/notices.ts';
import { caseQuery } from '../../client/queries.ts';
import type { CaseView } from '../../client/types.ts';
import { caseWindowsTexts } from '#texts/case-windows';
import type { CaseWindow } from '../../ui/case-window.ts';
import { formatDay } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { COLON } from '../../ui/locale.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { Sentences } from './sentences.tsx';
import { WhyWith } from './why-with.tsx';

const texts = caseWindowsTexts.why;

interface WhyWindowProps {
  readonly about: Extract<CaseWindow, { kind: 'why' }>;
  readonly onClose: () => void;
}

export function WhyWindow({ about, onClose }: WhyWindowProps) {
  const { caseId, item: named, clock } = about;
  const item = named === undefined || isAboutAccess(named) ? undefined : named;
  const found = useQuery(caseQuery(caseId));
  const view = found.data;
  return (
    <Dialog title={view === undefined ? texts.titleOf : texts.title(titleOf(view, { item, clock }))} onClose={onClose}>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {view === undefined ? null : (
        <div data-why={clock ?? item ?? 'case'}>
          {item === undefined ? null : <OfStep view={view} item={item} />}
          {clock === undefined ? null : <WhyDate caseId={caseId} clock={clock} />}
          {item === undefined && clock === undefined ? <OfCase view={view} /> : null}
          {clock === undefined ? <WhySeen caseId={caseId} onLeave={onClose} /> : null}
        </div>
      )}
    </Dialog>
  );
}

function titleOf(
  view: CaseView,
  of: { readonly item: string | undefined; readonly clock: string | undefined },
): string {
  const task = view.tasks.find(({ task: id }) => id === of.item);
  const clock = view.clocks.find(({ clock: id }) => id === of.clock);
  return task?.title ?? clock?.title ?? view.reference;
}

/** A step: with whom it is, what brought it there, and the dates of its case. */
function OfStep({ view, item }: { readonly view: CaseView; readonly item: string }) {
  const task = view.tasks.find(({ task: id }) => id === item);
  return (
    <>
      {task === undefined || task.standing !== 'to-do' ? null : <WhyWith view={view} task={task} />}
      <WhyStep caseId={view.caseId} item={item} />
      <Dates view={view} />
    </>
  );
}

function OfCase({ view }: { readonly view: CaseView }) {
  const waiting = view.tasks.filter(({ standing }) => standing === 'waiting');
  return (
    <>
      <Dates view={view} />
      {waiting.length === 0 ? null : (
        <>
          <h3>{texts.waiting}</h3>
          {waiting.map(({ task, title }) => (
            <Folded key={task} title={title}>
              <WhyStep caseId={view.caseId} item={task} />
            </Folded>
          ))}
        </>
      )}
    </>
  );
}

function WhyStep({ caseId, item }: { readonly caseId: string; readonly item: string }) {
  const why = useQuery(whyItemQuery(caseId, item));
  if (why.isPending) return <Loading />;
  if (why.isError) return <Failed error={why.error} onRetry={() => void why.refetch()} />;
  const { state, begun, hindered } = why.data;
  return (
    <section data-part="step">
      <h3>{texts.step}</h3>
      <p>{texts.state(state)}</p>
      <Sentences title={texts.begun} lines={begun} />
      {state === 'available' && hindered.length === 0 ? <p>{texts.notHindered}</p> : null}
      <Sentences title={texts.hindered} hint={texts.hinderedHint} lines={hindered} />
    </section>
  );
}

function Dates({ view }: { readonly view: CaseView }) {
  if (view.clocks.length === 0) return null;
  return (
    <section data-part="dates">
      <h3>{texts.dates}</h3>
      {view.clocks.map(({ clock, title, dueOn }) => (
        <Folded key={clock} title={texts.date(title, formatDay(dueOn))}>
          <WhyDate caseId={view.caseId} clock={clock} />
        </Folded>
      ))}
    </section>
  );
}

/** Asked only once it is opened. */
function Folded({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="folded" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary dir="auto">{title}</summary>
      {isOpen ? children : null}
    </details>
  );
}

function WhyDate({ caseId, clock }: { readonly caseId: string; readonly clock: string }) {
  const why = useQuery({ ...whyClockQuery(caseId, clock), retry: false });
  if (why.isPending) return <Loading />;
  if (why.isError) return <p>{texts.notReadable}</p>;
  const { title, law, dueOn, steps, causes } = why.data;
  return (
    <section data-part="date">
      <h3 dir="auto">{texts.date(title, dueOn === null ? null : formatDay(dueOn))}</h3>
      <p className="quiet">
        {texts.law}
        {COLON}
        <bdi>{law}</bdi>
      </p>
      <Sentences title={texts.reckoned} lines={steps} />
      <Sentences
        title={texts.moved}
        lines={causes.map(
          ({ says, otherwise }) => `${says} ${texts.otherwise(otherwise === null ? null : formatDay(otherwise))}`,
        )}
      />
    </section>
  );
}

function WhySeen({ caseId, onLeave }: { readonly caseId: string; readonly onLeave: () => void }) {
  const why = useQuery(whyQuery(caseId, null)).data;
  if (why === undefined) return null;
  const says = why.grants.flatMap(({ holds, fact }) => (holds ? [fact.says] : []));
  return (
    <section data-part="seen">
      <h3>{texts.see}</h3>
      <p dir="auto">{texts.seeHow(says)}</p>
      <p>
        <Link to="/cases/$caseId/access" params={{ caseId }} className="row-link" onClick={onLeave}>
          {texts.seeMore}
        </Link>
      </p>
    </section>
  );
}
