// Corrections and statements of disagreement of a case: recording one, and saying of everybody who was told before what became of that.
import { useState } from 'react';
import { type Correction, recordCorrection, settleRecipient } from '../../client/rights.ts';
import type { CaseView, FieldFace } from '../../client/types.ts';
import { rightsTexts as words } from '#texts/rights';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay } from '../../ui/dates.ts';
import { COLON } from '../../ui/locale.ts';
import { type Answers, choice, field, FormWindow, type Perform, textIn } from './form-window.tsx';

interface Settling {
  readonly correction: Correction;
  readonly recipient: string;
  readonly how: 'told' | 'excused';
}

export function CorrectionsPart({ view, items }: { readonly view: CaseView; readonly items: readonly Correction[] }) {
  const [records, setRecords] = useState(false);
  const [settling, setSettling] = useState<Settling | null>(null);
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{words.corrections}</h2>
      <p>{words.correctionsLead}</p>
      {items.length === 0 ? <p className="quiet">{words.noCorrections}</p> : null}
      <ul className="lines">
        {items.map((one) => (
          <CorrectionLine key={one.correction} view={view} one={one} onSettle={setSettling} />
        ))}
      </ul>
      <Button onClick={() => setRecords(true)}>{words.record}</Button>
      {records ? <RecordWindow view={view} onClose={() => setRecords(false)} /> : null}
      {settling === null ? null : <SettleWindow view={view} of={settling} onClose={() => setSettling(null)} />}
    </section>
  );
}

interface LineProps {
  readonly view: CaseView;
  readonly one: Correction;
  readonly onSettle: (of: Settling) => void;
}

function CorrectionLine({ view, one, onSettle }: LineProps) {
  const { title, standing, words: says, on, authority, isPast, isReceived, takers } = one;
  const signs = [...(isPast ? [words.past] : []), ...(isReceived ? [words.received] : [])];
  return (
    <li className="line kept">
      <p>
        <strong>
          <bdi>{title}</bdi>
        </strong>{' '}
        <Badge tone={standing === 'accepted' ? 'warn' : 'neutral'}>{words.told[standing]}</Badge>
      </p>
      <p>
        <bdi>{says}</bdi>
      </p>
      <p className="quiet">
        <bdi>{[words.by(formatDay(on), authority), ...signs].join(' · ')}</bdi>
      </p>
      {takers.length === 0 ? null : (
        <p>{words.takers(takers.map(({ reference, isTold }) => words.taker(reference, isTold)).join(', '))}</p>
      )}
      <Recipients view={view} one={one} onSettle={onSettle} />
    </li>
  );
}

function Recipients({ view, one, onSettle }: LineProps) {
  const { title, recipients } = one;
  if (recipients.length === 0) return <p className="quiet">{words.noRecipients}</p>;
  return (
    <DataTable caption={words.recipientList(title)} columns={[words.who, words.became, words.act]}>
      {recipients.map(({ key, left, settled }) => (
        <Row key={key}>
          <Cell label={words.who} lead>
            <bdi>{nameOf(view, { key, left })}</bdi>
          </Cell>
          <Cell label={words.became}>
            {settled === null ? (
              <Badge tone="warn">{words.open}</Badge>
            ) : (
              <bdi>{`${words.settled[settled.how]}, ${formatDay(settled.on)}${COLON}${settled.words}`}</bdi>
            )}
          </Cell>
          <Cell label={words.act}>
            {settled === null ? (
              <span className="cell-acts">
                <Button
                  aria-label={words.tellOf(nameOf(view, { key, left }))}
                  onClick={() => onSettle({ correction: one, recipient: key, how: 'told' })}
                >
                  {words.tell}
                </Button>
                <Button
                  aria-label={words.excuseOf(nameOf(view, { key, left }))}
                  onClick={() => onSettle({ correction: one, recipient: key, how: 'excused' })}
                >
                  {words.excuse}
                </Button>
              </span>
            ) : null}
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}

interface Named {
  readonly key: string;
  readonly left?: string | undefined;
}

function nameOf({ kept }: CaseView, { key, left }: Named): string {
  if (left !== undefined)
    return key.startsWith('package:') ? words.leftAs.package(formatDay(left)) : words.leftAs.transfer(formatDay(left));
  const party = kept.parties.find(({ entry }) => key === `party:${entry}`);
  return party === undefined ? key : (party.contact?.name ?? party.title);
}

function RecordWindow({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const facts = view.facts.map((fact) => ({ value: `field:${fact.field}`, label: fact.label }));
  const { issues, goals, obligations, determinations, evidence, communications, documents } = view.kept;
  const entries = [issues, goals, obligations, determinations, evidence, communications, documents].flatMap((list) =>
    list.map(({ entry, of, title }) => ({ value: `entry:${entry}:${of}`, label: `${title} (${entry})` })),
  );
  const parties = view.kept.parties.map(({ entry, title }) => ({ value: entry, label: title }));
  const fields: readonly FieldFace[] = [
    choice('about', words.about, [...facts, ...entries]),
    choice('standing', words.standing, [
      { value: 'accepted', label: words.standings.accepted },
      { value: 'attached', label: words.standings.attached },
    ]),
    field('words', 'long-text', words.words),
    { ...field('authority', 'text', words.authority), hint: words.authorityHint, maxLength: 500 },
    choice('askedBy', words.askedBy, [{ value: 'nobody', label: words.nobody }, ...parties]),
    { ...field('reasons', 'long-text', words.reasons), hint: words.reasonsHint, required: false },
  ];

  function send(answers: Answers, perform: Perform): Promise<unknown> {
    const [kind, name = '', of = ''] = textIn(answers, 'about').split(':');
    const [askedBy, reasons] = [textIn(answers, 'askedBy'), textIn(answers, 'reasons')];
    return perform(
      recordCorrection(view.caseId, {
        about: kind === 'field' ? { field: name } : { entry: name, of },
        standing: textIn(answers, 'standing') === 'accepted' ? 'accepted' : 'attached',
        ...{ words: textIn(answers, 'words'), authority: textIn(answers, 'authority') },
        ...(askedBy === 'nobody' ? {} : { askedBy }),
        ...(reasons === '' ? {} : { reasons }),
      }),
    );
  }

  return (
    <FormWindow
      {...{ title: words.record, fields, send, onClose }}
      draft={`rights/correction/${view.caseId}`}
      submit={words.record}
      done={words.recorded}
    />
  );
}

interface SettleProps {
  readonly view: CaseView;
  readonly of: Settling;
  readonly onClose: () => void;
}

function SettleWindow({ view, of: { correction, recipient, how }, onClose }: SettleProps) {
  const known = correction.recipients.find(({ key }) => key === recipient);
  const name = nameOf(view, known ?? { key: recipient });
  return (
    <FormWindow
      title={how === 'told' ? words.tellOf(name) : words.excuseOf(name)}
      fields={[field('words', 'long-text', words.how)]}
      draft={`rights/settle/${view.caseId}/${correction.correction}/${recipient}/${how}`}
      submit={how === 'told' ? words.tell : words.excuse}
      done={words.settledSaid}
      send={(answers, perform) => {
        const body = { recipient, how, words: textIn(answers, 'words') };
        return perform(settleRecipient(view.caseId, correction.correction, body));
      }}
      onClose={onClose}
    />
  );
}
