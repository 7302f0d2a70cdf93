// Why a task is with whom it is: its holder or queue, and where a rule of routing was asked, which one, what it looked at, and what decided.
import { useQuery } from '@tanstack/react-query';
import { assignmentQuery, type TaskAssignment } from '../../client/case-windows.ts';
import { usePersonNames } from '../../client/person-names.ts';
import { useSession } from '../../client/session.ts';
import type { CaseView, TaskFace } from '../../client/types.ts';
import { caseWindowsTexts } from '#texts/case-windows';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { Sentences } from './sentences.tsx';

const texts = caseWindowsTexts.why;
const COLUMNS = [texts.person, texts.load, texts.against] as const;

type Routing = NonNullable<TaskAssignment['routing']>;

export function WhyWith({ view, task }: { readonly view: CaseView; readonly task: TaskFace }) {
  const asked = useQuery(assignmentQuery(view.caseId, task.task));
  const session = useSession();
  const nameOf = usePersonNames();
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <Failed error={asked.error} onRetry={() => void asked.refetch()} />;
  const { assignee, queue, routing, missing } = asked.data;
  return (
    <section data-part="with">
      <h3>{texts.with}</h3>
      <p dir="auto">{holder()}</p>
      <h3>{texts.routed}</h3>
      {routing === null && missing.length === 0 ? <p>{texts.notRouted}</p> : null}
      {missing.length === 0 ? null : <p>{texts.missing(missing)}</p>}
      {routing === null ? null : <Routed routing={routing} />}
    </section>
  );

  function holder(): string {
    if (queue !== null) return texts.inNamedQueue(queue);
    if (assignee === null) return texts.inQueue(task.by);
    return assignee === session?.personId ? texts.mine : texts.someones(nameOf(assignee));
  }
}

function Routed({ routing }: { readonly routing: Routing }) {
  const nameOf = usePersonNames();
  const facts: readonly (readonly [label: string, value: string])[] = [
    [texts.rule, routing.rule],
    [texts.table, texts.version(routing.table, routing.version)],
    [texts.when, formatOccurred(routing.occurred)],
    [texts.weight, String(routing.weight)],
  ];
  // The rules speak of ids. The longest first, since one may begin as another.
  const people = routing.candidates.map(({ person }) => person).toSorted((one, other) => other.length - one.length);
  const named = (says: string): string =>
    people.reduce((text, person) => text.replaceAll(person, nameOf(person)), says);
  return (
    <>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {routing.why.length === 0 ? <p>{texts.noCauses}</p> : null}
      <Sentences title={texts.causes} hint={texts.causesHint} lines={routing.why.map(named)} />
      {routing.again === null ? null : <p className="quiet">{routing.again ? texts.again : texts.notAgain}</p>}
      {routing.candidates.length === 0 ? null : (
        <>
          <h4>{texts.candidates}</h4>
          <DataTable caption={texts.candidates} columns={COLUMNS}>
            {routing.candidates.map(({ person, load, capacity, against }) => (
              <Row key={person}>
                <Cell label={texts.person} lead>
                  <bdi>{nameOf(person)}</bdi>
                </Cell>
                <Cell label={texts.load}>{texts.loadOf(load, capacity)}</Cell>
                <Cell label={texts.against}>
                  <span dir="auto">
                    {against.length === 0 ? texts.nothing : against.map(({ says }) => says).join(' ')}
                  </span>
                </Cell>
              </Row>
            ))}
          </DataTable>
        </>
      )}
    </>
  );
}
