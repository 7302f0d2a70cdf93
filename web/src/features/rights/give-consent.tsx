// Recording a consent: to what, whose, how it was given and the document that shows it, and what it covers.
import { useQuery } from '@tanstack/react-query';
import { accessQuery } from '../../client/access.ts';
import { giveConsent, type Rights } from '../../client/rights.ts';
import type { CaseView, FieldFace } from '../../client/types.ts';
import { rightsTexts as words } from '#texts/rights';
import { ConsentScope, type ScopeOption } from './consent-scope.tsx';
import {
  type Answers,
  choice,
  field,
  FormWindow,
  type FormWindowProps,
  type Perform,
  type SentForm,
  textIn,
} from './form-window.tsx';

export interface GiveConsentProps {
  readonly view: CaseView;
  readonly rights: Rights;
  readonly onClose: () => void;
}

const OPEN_DATA = 'open-data';
const AGENCY_NUMBER = /[1-9][0-9]{0,8}/g;

export function GiveConsent({ view, rights, onClose }: GiveConsentProps) {
  const units = useQuery(accessQuery(view.caseId)).data?.units ?? [];
  const teams = units.map(({ unit, title }) => ({ value: `team:${unit}`, label: title }));

  function send(answers: Answers, perform: Perform, { typed }: SentForm): Promise<unknown> {
    const [sections, recipients] = [namesIn(typed['sections']), namesIn(typed['recipients'])];
    const [how, until, document] = [textIn(answers, 'how'), textIn(answers, 'until'), textIn(answers, 'document')];
    const agencies = textIn(answers, 'agencies').match(AGENCY_NUMBER) ?? [];
    const named = [...recipients, ...agencies.map((number) => `agency:${number}`)];
    return perform(
      giveConsent(view.caseId, {
        ...{ kind: 'consent', purpose: textIn(answers, 'purpose'), of: textIn(answers, 'of') },
        sections: sections.length === 0 ? null : [...sections],
        recipients: named.length === 0 ? null : [...new Set(named)],
        given: {
          how: WAYS.find(({ value }) => value === how)?.value ?? 'written',
          ...{ on: textIn(answers, 'on'), document: document === '' ? null : document },
        },
        until: until === '' ? null : new Date(`${until}T23:59:59`).toISOString(),
      }),
    );
  }

  return (
    <FormWindow
      {...{ title: words.give, fields: fieldsOf(view, rights.purposes), send, onClose }}
      draft={`rights/consent/${view.caseId}`}
      submit={words.give}
      done={words.consentGiven}
      beside={besideOf(rights, teams)}
    />
  );
}

/** What it covers and who may have it, kept with the form. */
function besideOf(rights: Rights, teams: readonly ScopeOption[]): NonNullable<FormWindowProps['beside']> {
  const sections = rights.sections.map(({ section, title }) => ({ value: section, label: title }));
  return (typed, type) => (
    <>
      <ConsentScope
        {...{ legend: words.parts, hint: words.partsHint, chosen: namesIn(typed['sections']), options: sections }}
        onChange={(chosen) => type('sections', chosen.join(' '))}
      />
      <ConsentScope
        {...{ legend: words.recipientsOf, hint: words.recipientsHint, chosen: namesIn(typed['recipients']) }}
        options={[...teams, ...others(rights)]}
        onChange={(chosen) => type('recipients', chosen.join(' '))}
      />
    </>
  );
}

/** Names with spaces between, as they are kept. */
function namesIn(typed = ''): readonly string[] {
  return typed === '' ? [] : typed.split(' ');
}

/** Everybody is among them only where something is published. */
function others({ purposes }: Rights): readonly ScopeOption[] {
  return purposes.some(({ purpose }) => purpose === OPEN_DATA) ? [{ value: 'public', label: words.everybody }] : [];
}

function fieldsOf(view: CaseView, purposes: Rights['purposes']): readonly FieldFace[] {
  const roles = new Set(purposes.map(({ of }) => of));
  const parties = view.kept.parties.filter(({ of }) => roles.has(of));
  const documents = view.kept.documents.filter(({ status }) => status === 'filed');
  const papers = documents.map((one) => ({ value: one.entry, label: words.paper(one.number, one.words) }));
  return [
    { ...field('agencies', 'text', words.agencies), hint: words.agenciesHint, required: false, maxLength: 200 },
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
    ...(papers.length === 0
      ? []
      : [{ ...choice('document', words.shownBy, papers), hint: words.shownByHint, required: false }]),
    { ...field('until', 'date', words.until), hint: words.untilHint, required: false },
  ];
}

const WAYS = [
  { value: 'written', label: words.ways.written },
  { value: 'spoken', label: words.ways.spoken },
  { value: 'electronic', label: words.ways.electronic },
] as const;
