// Consents of a case: to what somebody agreed, what was done under it, recording one and withdrawing it.
import { useState } from 'react';
import { type Consent, type Rights, withdrawConsent } from '../../client/rights.ts';
import type { CaseView } from '../../client/types.ts';
import { rightsTexts as words } from '#texts/rights';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { field, FormWindow, textIn } from './form-window.tsx';
import { GiveConsent } from './give-consent.tsx';

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
          <ConsentLine key={one.consent} view={view} rights={rights} one={one} onEnd={() => setEnding(one)} />
        ))}
      </ul>
      {purposes.length === 0 ? null : <Button onClick={() => setGives(true)}>{words.give}</Button>}
      {gives ? <GiveConsent view={view} rights={rights} onClose={() => setGives(false)} /> : null}
      {ending === null ? null : (
        <FormWindow
          title={words.withdrawOf(ending.title)}
          fields={[field('reason', 'long-text', words.reason)]}
          draft={`rights/withdraw/${view.caseId}/${ending.consent}`}
          submit={words.withdraw}
          done={words.withdrawn}
          send={(answers, perform) => perform(withdrawConsent(view.caseId, ending.consent, textIn(answers, 'reason')))}
          onClose={() => setEnding(null)}
        />
      )}
    </section>
  );
}

interface LineProps {
  readonly view: CaseView;
  readonly rights: Rights;
  readonly one: Consent;
  readonly onEnd: () => void;
}

function ConsentLine({ view, rights, one, onEnd }: LineProps) {
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
      <Scope view={view} rights={rights} one={one} />
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

/** What it covers, who may have it, and what shows it. */
function Scope({ view, rights, one }: Omit<LineProps, 'onEnd'>) {
  const { sections, recipients, given } = one;
  const titles = sections?.map((name) => rights.sections.find(({ section }) => section === name)?.title ?? name);
  const paper = view.kept.documents.find(({ entry }) => entry === given?.document);
  return (
    <p className="quiet">
      <bdi>
        {titles === undefined ? words.allParts : words.onlyParts(titles.join(', '))}{' '}
        {recipients === null ? words.anybody : words.onlyFor(recipients.map(nameOfRecipient).join(', '))}
      </bdi>
      {given === null ? null : <bdi> {words.givenAs(words.ways[given.how], formatDay(given.on))}</bdi>}
      {paper === undefined ? null : <bdi> {words.paper(paper.number, paper.words)}</bdi>}
    </p>
  );
}

function nameOfRecipient(recipient: string): string {
  const [kind = '', name = ''] = recipient.split(':');
  if (kind === 'agency') return words.agency(name);
  return kind === 'public' ? words.everybody : name;
}
