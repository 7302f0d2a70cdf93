// A glance at the case of a task without leaving the list. Reading it is a read of the case, and recorded as one.
import { useQuery } from '@tanstack/react-query';
import { caseQuery } from '../../client/queries.ts';
import type { WorkItem } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Badge } from '../../ui/badge.tsx';
import { clockTone } from '../../ui/clock-tone.ts';
import { daysBetween, today } from '../../ui/dates.ts';
import { FactValue } from '../../ui/fact-value.tsx';
import { Failed, Loading } from '../../ui/states.tsx';

const FACTS_SHOWN = 8;

export function WorkPreview({ item, columns }: { readonly item: WorkItem; readonly columns: number }) {
  return (
    <tr role="row" className="preview-row">
      <td role="cell" colSpan={columns}>
        <PreviewBody caseId={item.caseId} />
      </td>
    </tr>
  );
}

function PreviewBody({ caseId }: { readonly caseId: string }) {
  const query = useQuery(caseQuery(caseId));
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const view = query.data;
  const forms = view.tasks.flatMap((task) => task.form?.fields ?? []);
  return (
    <div className="preview">
      <p>
        <bdi>{view.caseType.title}</bdi>
        {view.clocks
          .filter((clock) => clock.standing === 'running' || clock.standing === 'overdue')
          .map((clock) => {
            const days = daysBetween(today(), clock.dueOn);
            return (
              <Badge key={clock.clock} tone={clockTone(clock, days)}>
                {appTexts.clock.headline(clock, days)}
              </Badge>
            );
          })}
      </p>
      {view.facts.length === 0 ? <p>{appTexts.casePage.noFacts}</p> : null}
      <dl className="facts">
        {view.facts.slice(0, FACTS_SHOWN).map((fact) => (
          <div key={fact.field} className={fact.kind === 'long-text' ? 'fact fact-wide' : 'fact'}>
            <dt>{fact.label}</dt>
            <dd>
              <FactValue fact={fact} face={forms.find((face) => face.field === fact.field)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
