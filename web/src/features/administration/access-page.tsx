// Whether somebody can see a case, and by which rule or why not: for whoever administers roles, and with no word of the case.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { simulationQuery, staffQuery, type SimulatedAccess, type Staff } from '../../client/administration.ts';
import { RequestFailed } from '../../client/request.ts';
import type { FieldValue, FormFace, Problem } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { administrationTexts as words } from '#texts/administration';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { AdministrationFrame } from './administration-frame.tsx';

export function AccessPage() {
  const client = useQueryClient();
  const staff = useQuery(staffQuery({ like: '', team: '' }));
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ readonly of: SimulatedAccess; readonly at: number } | null>(null);

  async function ask(answers: Readonly<Record<string, FieldValue>>): Promise<Problem | null> {
    setBusy(true);
    try {
      const [person, reference] = [String(answers['person']), String(answers['reference']).trim()];
      setAnswer({ of: await client.fetchQuery(simulationQuery(person, reference)), at: Date.now() });
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      setAnswer(null);
      return error.problem.status === 404 ? { ...error.problem, detail: words.noSuchCase } : error.problem;
    } finally {
      setBusy(false);
    }
  }

  return (
    <AdministrationFrame title={words.access} lead={words.accessLead} part="access">
      {staff.isPending ? <Loading /> : null}
      {staff.isError ? <Failed error={staff.error} onRetry={() => void staff.refetch()} /> : null}
      {staff.data === undefined ? null : (
        <CaseForm
          form={formOf(staff.data)}
          draft="administration/access"
          keeps={false}
          submit={words.ask}
          busy={busy}
          onSubmit={ask}
        />
      )}
      {answer === null ? null : <Answer key={answer.at} answer={answer.of} />}
    </AdministrationFrame>
  );
}

function formOf({ items }: Staff): FormFace {
  const options = items.map(({ person, name }) => ({ value: person, label: `${name} (${person})` }));
  return {
    form: 'simulate-access',
    title: words.access,
    fields: [
      { field: 'person', kind: 'choice', label: words.who, required: true, maxLength: 64, options },
      {
        ...({ field: 'reference', kind: 'text', label: words.reference, hint: words.referenceHint } as const),
        ...{ required: true, maxLength: 100 },
      },
    ],
  };
}

function Answer({
  answer: { allowed, name, reference, unknown, grants, terms },
}: {
  readonly answer: SimulatedAccess;
}) {
  const title = allowed ? words.can(name, reference) : words.cannot(name, reference);
  return (
    <section aria-label={title}>
      <Notice tone={allowed ? 'good' : 'warn'} title={title} takeFocus>
        {unknown === null ? null : <p>{unknown}</p>}
      </Notice>
      <h2>{words.grants}</h2>
      {grants.length === 0 ? <p className="quiet">{words.noGrant}</p> : null}
      <ul className="reasons">
        {grants.map(({ rule, holds, says, missing, by }, index) => (
          <li key={index}>
            <Holds holds={holds} /> <strong dir="auto">{by ?? words.onlyCase}</strong>{' '}
            <span className="quiet">{rule}</span>
            <p className="quiet">{says}</p>
            {missing.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </li>
        ))}
      </ul>
      <h2>{words.terms}</h2>
      <ul className="reasons">
        {terms.map(({ term, holds, says }) => (
          <li key={term}>
            <Holds holds={holds} /> {says}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Holds({ holds }: { readonly holds: boolean }) {
  return <Badge tone={holds ? 'good' : 'warn'}>{holds ? words.holds : words.holdsNot}</Badge>;
}
