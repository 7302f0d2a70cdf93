// Asking why somebody can or cannot see a case, for whoever manages that.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { whyQuery, type AccessOfCase, type WhyAccess } from '../../client/access.ts';
import { useSending } from '../../client/use-sending.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { accessTexts } from '#texts/access';
import type { Answers } from './act-dialog.tsx';
import { personField } from './give-access.tsx';
import { WhyAnswer } from './why-answer.tsx';

export function AskWhy({ caseId, access }: { readonly caseId: string; readonly access: AccessOfCase }) {
  const client = useQueryClient();
  const { busy, send } = useSending();
  const [answer, setAnswer] = useState<{ readonly of: WhyAccess; readonly at: number } | null>(null);

  async function ask(answers: Answers) {
    const other = String(answers['other'] ?? '').trim();
    const person = other === '' ? String(answers['person'] ?? '') : other;
    if (person === '') return missing();
    return send(async () =>
      setAnswer({ of: await client.fetchQuery({ ...whyQuery(caseId, person), staleTime: 0 }), at: Date.now() }),
    );
  }

  const fields = [
    personField('person', accessTexts.askWhyPerson, access),
    {
      ...({ field: 'other', kind: 'text', label: accessTexts.askWhyOther, hint: accessTexts.askWhyOtherHint } as const),
      ...{ required: false, maxLength: 64 },
    },
  ];
  return (
    <section aria-labelledby="ask-why">
      <h2 id="ask-why">{accessTexts.askWhy}</h2>
      <CaseForm
        form={{ form: 'ask-why', title: accessTexts.askWhy, fields }}
        draft={`access/why/${caseId}`}
        keeps={false}
        submit={accessTexts.askWhySubmit}
        busy={busy}
        onSubmit={ask}
      />
      {answer === null ? null : <WhyAnswer key={answer.at} answer={answer.of} takeFocus />}
    </section>
  );
}

function missing() {
  return { type: 'about:blank', title: '', status: 422, code: 'missing', detail: accessTexts.wallNobody };
}
