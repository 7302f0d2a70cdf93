// What is known about the case, and on demand why each fact is kept.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { caseTypesQuery } from '../../client/queries.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import type { CaseView, Fact, FieldFace } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Button } from '../../ui/button.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { FactValue } from '../../ui/fact-value.tsx';
import { NotesOnFact } from './corrections.tsx';

export function CaseFacts({ view }: { readonly view: CaseView }) {
  const [why, setWhy] = useState(false);
  const faces = useFieldFaces(view);
  const teamTitle = useTeamTitles();
  const inTabs = new Set(view.tabs.flatMap(({ fields }) => fields));
  const hasWhy = view.facts.some((fact) => faces.get(fact.field)?.purpose !== undefined);
  return (
    <div className="panel">
      <dl className="facts">
        <div className="fact">
          <dt>{appTexts.casePage.opened}</dt>
          <dd>
            <time dateTime={view.opened}>{formatOccurred(view.opened)}</time>
          </dd>
        </div>
        <div className="fact">
          <dt>{appTexts.casePage.team}</dt>
          <dd>
            <bdi>{teamTitle(view.team)}</bdi>
          </dd>
        </div>
        {view.facts
          .filter(({ field }) => !inTabs.has(field))
          .map((fact) => (
            <FactLine key={fact.field} view={view} fact={fact} face={faces.get(fact.field)} why={why} />
          ))}
      </dl>
      {view.tabs.map(({ tab, title, fields }) => (
        <details key={tab}>
          <summary>
            <bdi>{title}</bdi>
          </summary>
          <dl className="facts">
            {fields.flatMap((name) => {
              const fact = view.facts.find(({ field }) => field === name);
              return fact === undefined
                ? []
                : [<FactLine key={name} view={view} fact={fact} face={faces.get(name)} why={why} />];
            })}
          </dl>
        </details>
      ))}
      {view.facts.length === 0 ? <p className="quiet">{appTexts.casePage.noFacts}</p> : null}
      {hasWhy ? (
        <Button look="quiet" onClick={() => setWhy(!why)}>
          {why ? appTexts.casePage.hideWhy : appTexts.casePage.showWhy}
        </Button>
      ) : null}
    </div>
  );
}

function FactLine({
  view,
  fact,
  face,
  why,
}: {
  readonly view: CaseView;
  readonly fact: Fact;
  readonly face: FieldFace | undefined;
  readonly why: boolean;
}) {
  return (
    <div className={fact.kind === 'long-text' ? 'fact fact-wide' : 'fact'}>
      <dt>
        <bdi>{fact.label}</bdi>
      </dt>
      <dd>
        <FactValue fact={fact} face={face} />
        <NotesOnFact view={view} field={fact.field} />
        {why && face?.purpose !== undefined ? (
          <p className="field-why" dir="auto">
            {face.purpose}
          </p>
        ) : null}
      </dd>
    </div>
  );
}

/** The faces of the fields as far as forms on hand show them: facts carry neither purpose nor labels of choices. */
export function useFieldFaces(view: CaseView): ReadonlyMap<string, FieldFace> {
  const types = useQuery(caseTypesQuery).data?.items ?? [];
  const opening = types.find((type) => type.name === view.caseType.name)?.opening.fields ?? [];
  const inTasks = view.tasks.flatMap((task) => task.form?.fields ?? []);
  return new Map([...opening, ...inTasks].map((face) => [face.field, face]));
}
