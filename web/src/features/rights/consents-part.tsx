// Consents of a case: to what somebody agreed, what was done under it, recording one and withdrawing it.
import { useState } from 'react';
import { type Consent, giveConsent, type Rights, withdrawConsent } from '../../client/rights.ts';
import type { CaseView, FieldFace } from '../../client/types.ts';
import { rightsTexts as words } from '#texts/rights';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { type Answers, choice, field, FormWindow, sendAct, textIn } from './form-window.tsx';

export function ConsentsPart({ view, rights }: { readonly view: CaseView; readonly rights: Rights }) {
  const [gives, setGives] = useState(false);
  const [ending, setEnding] = useState<Consent | null>(null);
  const { consents, purposes } = rights;
  return (
    <section aria-labelledby="consents">
      <h2 id="consents">{words.consents}</h2>
      <p>{words.consentsLead}</p>
      {consents.length === 0 ? <p className="quiet">{words.noConsents}</p> : null}
      <ul className="lines">
        {consents.map((one) => (
          <ConsentLine key={one.consent} one={one} onEnd={() => setEnding(one)} />
        ))}
      </ul>
      {purposes.length === 0 ? null : <Button onClick={() => setGives(true)}>{words.give}</Button>}
      {gives ? <GiveWindow view={view} purposes={purposes} onClose={() => setGives(false)} /> : null}
      {ending === null ? null : (
        <FormWindow
          title={words.withdrawOf(ending.title)}
          fields={[field('reason', 'long-text', words.reason)]}
          draft={`rights/withdraw/${view.caseId}/${ending.consent}`}
          submit={words.withdraw}
          done={words.withdrawn}
          send={(answers) => sendAct(withdrawConsent(view.caseId, ending.consent, textIn(answers, 'reason')))}
          onClose={() => setEnding(null)}
        />
      )}
    </section>
  );
}

function ConsentLine({ one, onEnd }: { readonly one: Consent; readonly onEnd: () => void }) {
  const { title, from, until, withdrawn, uses, takers } = one;
  const used = [...uses.map(({ kind, to }) => `${kind} ${to}`), ...takers.map(({ reference }) => reference)];
  return (
    <li className="line kept">
      <p>
        <strong>
          <bdi>{title}</bdi>
        </strong>{' '}
        {withdrawn === null ? null : <Badge tone="bad">{words.withdrawnOn(formatOccurred(withdrawn))}</Badge>}
      </p>
      <p className="quiet">{words.since(formatOccurred(from), until === null ? null : formatOccurred(until))}</p>
      <p>
        <bdi>{used.length === 0 ? words.unused : words.uses(used.join(', '))}</bdi>
      </p>
      {withdrawn !== null ? null : (
        <Button onClick={onEnd} aria-label={words.withdrawOf(title)}>
          {words.withdraw}
        </Button>
      )}
    </li>
  );
}

interface GiveProps {
  readonly view: CaseView;
  readonly purposes: Rights['purposes'];
  readonly onClose: () => void;
}

function GiveWindow({ view, purposes, onClose }: GiveProps) {
  const roles = new Set(purposes.map(({ of }) => of));
  const parties = view.kept.parties.filter(({ of }) => roles.has(of));
  const fields: readonly FieldFace[] = [
    choice(
      'purpose',
      words.purpose,
      purposes.map(({ purpose, title }) => ({ value: purpose, label: title })),
    ),
    choice(
      'of',
      words.whose,
      parties.map(({ entry, title }) => ({ value: entry, label: title })),
    ),
    choice('how', words.given, WAYS),
    field('on', 'date', words.givenOn),
    { ...field('until', 'date', words.until), hint: words.untilHint, required: false },
  ];

  function send(answers: Answers): Promise<unknown> {
    const [how, until] = [textIn(answers, 'how'), textIn(answers, 'until')];
    const way = WAYS.find(({ value }) => value === how)?.value ?? 'written';
    return sendAct(
      giveConsent(view.caseId, {
        ...{ kind: 'consent', purpose: textIn(answers, 'purpose'), of: textIn(answers, 'of') },
        given: { how: way, on: textIn(answers, 'on'), document: null },
        until: until === '' ? null : new Date(`${until}T23:59:59`).toISOString(),
      }),
    );
  }

  return (
    <FormWindow
      {...{ title: words.give, fields, send, onClose }}
      draft={`rights/consent/${view.caseId}`}
      submit={words.give}
      done={words.consentGiven}
    />
  );
}

const WAYS = [
  { value: 'written', label: words.ways.written },
  { value: 'spoken', label: words.ways.spoken },
  { value: 'electronic', label: words.ways.electronic },
] as const;
