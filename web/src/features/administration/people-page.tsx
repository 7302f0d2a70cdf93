// Who works here with which roles: found by name or team, with the steps that an administrator takes with others.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { staffQuery, type Staff, type StaffAsked } from '../../client/administration.ts';
import type { FormFace } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { administrationTexts as words } from '#texts/administration';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { StepWindow, type StaffStep } from './step-window.tsx';

type Person = Staff['items'][number];

/** No team has a name with a capital letter. */
const ALL = 'All';

export function PeoplePage() {
  const [asked, setAsked] = useState<StaffAsked>({ like: '', team: '' });
  const [step, setStep] = useState<StaffStep | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const found = useQuery({ ...staffQuery(asked), placeholderData: keepPreviousData });
  return (
    <AdministrationFrame title={words.people} lead={words.peopleLead} part="people">
      {done === null ? null : <Notice key={done} tone="good" title={done} takeFocus />}
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          <section aria-labelledby="find-people" className="watch-filters">
            <h2 id="find-people">{words.find}</h2>
            <CaseForm
              form={formOf(found.data)}
              draft="administration/people"
              keeps={false}
              submit={words.show}
              busy={found.isFetching}
              onSubmit={async ({ like, team }) => {
                setDone(null);
                setAsked({ like: String(like ?? '').trim(), team: team === ALL ? '' : String(team ?? '') });
                return null;
              }}
            />
          </section>
          <People staff={found.data} onStep={setStep} />
        </>
      )}
      {step === null || found.data === undefined ? null : (
        <StepWindow step={step} staff={found.data} onDone={setDone} onClose={() => setStep(null)} />
      )}
    </AdministrationFrame>
  );
}

function formOf({ teams }: Staff): FormFace {
  const options = teams.map(({ team, title, people }) => ({ value: team, label: words.teamOf(title, people) }));
  return {
    form: 'find-people',
    title: words.find,
    fields: [
      { field: 'like', kind: 'text', label: words.like, required: false, maxLength: 100 },
      {
        ...({ field: 'team', kind: 'choice', label: words.team, required: false, maxLength: 64 } as const),
        ...{ value: ALL, options: [{ value: ALL, label: words.all }, ...options] },
      },
    ],
  };
}

function People({ staff, onStep }: { readonly staff: Staff; readonly onStep: (step: StaffStep) => void }) {
  const { items, total } = staff;
  return (
    <section aria-labelledby="people">
      <h2 id="people" tabIndex={-1}>
        {words.found}
      </h2>
      {items.length === 0 ? <Empty title={words.nobody} /> : <p role="status">{words.shown(items.length, total)}</p>}
      <ul className="lines">
        {items.map((person) => (
          <li key={person.person} className="line kept">
            <OnePerson person={person} onStep={onStep} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OnePerson({ person, onStep }: { readonly person: Person; readonly onStep: (step: StaffStep) => void }) {
  const { name, active, kept, own } = person;
  return (
    <>
      <p>
        <strong>{name}</strong> <span className="quiet">{person.person}</span>{' '}
        {active ? null : <Badge tone="warn">{words.locked}</Badge>} {kept ? <Badge>{words.kept}</Badge> : null}
      </p>
      {own ? <p className="quiet">{words.you}</p> : null}
      <Roles person={person} onStep={onStep} />
      {own ? null : (
        <div className="page-actions">
          <Button aria-label={words.giveTo(name)} onClick={() => onStep({ kind: 'give', person })}>
            {words.give}
          </Button>
          {kept ? null : (
            <Button
              aria-label={active ? words.lockOf(name) : words.openOf(name)}
              onClick={() => onStep({ kind: active ? 'lock' : 'open', person })}
            >
              {active ? words.lock : words.open}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** So many roles are read at a glance. */
const FEW = 4;

/** Each role with its step; where there are many, behind how many they are and where. */
function Roles({ person, onStep }: { readonly person: Person; readonly onStep: (step: StaffStep) => void }) {
  const { name, own, roles } = person;
  if (roles.length === 0) return <p className="quiet">{words.noRole}</p>;
  const list = (
    <ul className="reasons">
      {roles.map((held) => (
        <li key={`${held.team}/${held.role}`}>
          {words.roleIn(held.role, held.title)} {held.kept ? <Badge>{words.kept}</Badge> : null}{' '}
          {own || held.kept || held.role === 'administrator' ? null : (
            <Button
              look="quiet"
              aria-label={words.endOf(name, held.role, held.title)}
              onClick={() => onStep({ kind: 'end', person, held })}
            >
              {words.end}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
  if (roles.length <= FEW) return list;
  return (
    <details className="folded">
      <summary>{words.rolesIn(roles.length, [...new Set(roles.map(({ title }) => title))])}</summary>
      {list}
    </details>
  );
}
