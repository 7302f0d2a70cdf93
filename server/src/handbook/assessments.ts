// Drafts of a privacy impact assessment and of a security threat and risk assessment, as far as a definition can fill them: every element
// of personal information with its purpose and readers, every flow out of the case, and what the platform does to protect it. What
// only people can say is asked as a question.
import { type CaseType, emergenciesOf, managerOf } from '@casewright/engine/definition';
import { el, type Html, join, list, table } from './html.ts';
import { readersText, servesText } from './record-part.ts';
import { partyTitle, roleTitle } from './words.ts';

interface Element {
  readonly what: string;
  readonly about: string;
  readonly why: string;
  readonly readers: string;
  readonly sealed: string;
}

/** Everything about people that such a case keeps: fields, who the parties are, and the words of personal entries. */
export function personalElements(caseType: CaseType): readonly Element[] {
  const { fields, parties, purpose } = caseType;
  const own = 'under the key of the person';
  const ofFields = [...fields.values()]
    .filter(({ personal }) => personal)
    .map(({ name, label, subject = '', purpose: why = '' }): Element => ({
      ...{ what: label, about: partyTitle(caseType, subject), why },
      ...{ readers: readersText(caseType, name), sealed: own },
    }));
  const ofParties = [...parties.values()].map(({ title, subject }): Element => ({
    ...{ what: `Who stands in the role “${title}”`, about: title, why: purpose.statement },
    ...{ readers: 'whoever may read the case', sealed: subject ? own : 'under the key of the case' },
  }));
  return [...ofFields, ...ofParties, ...wordsOfEntries(caseType)];
}

function wordsOfEntries(caseType: CaseType): readonly Element[] {
  const { issues, goals, obligations, determinations, evidence, referrals, communications, documents, purpose } =
    caseType;
  const kinds = [issues, goals, obligations, determinations, evidence, referrals, communications].flatMap((one) => [
    ...one.values(),
  ]);
  const elements = kinds.map(({ title, section, personal }) => ({
    ...{ what: `What is written in “${title}”`, about: 'whom it concerns', why: purpose.statement },
    readers: readersOf(section),
    sealed: personal === true ? 'under the key of the person' : 'under the key of the case',
  }));
  const papers = [...documents.values()].map(({ title, section }) => ({
    ...{ what: `“${title}”, with its files`, about: 'whom it concerns', why: purpose.statement },
    ...{ readers: readersOf(section), sealed: 'each document under a key of its own' },
  }));
  return [...elements, ...papers];
}

function readersOf(section: string | undefined): string {
  return section === undefined ? 'whoever may read the case' : `whoever may read the section ${section}`;
}

export function privacyPart(caseType: CaseType): Html {
  const elements = personalElements(caseType);
  return join([
    el('h2', { id: 'privacy' }, 'Draft of a privacy impact assessment'),
    el(
      'p',
      { class: 'draft' },
      'Filled from the definition. Whoever answers for these cases completes and approves it; a new version that adds an element, a purpose, a recipient or readers has to be looked at again before it is published.',
    ),
    el('p', {}, `Purpose: ${caseType.purpose.statement}. Authority: ${caseType.purpose.authority}.`),
    table(
      'Elements of personal information',
      ['Element', 'About', 'Why', 'Who may read it', 'How it is sealed'],
      elements.map(({ what, about, why, readers, sealed }) => [what, about, why, readers, sealed]),
    ),
    table('Where it goes', ['To', 'What, and by what authority'], flows(caseType)),
    el('h3', {}, 'What only people can answer'),
    list([
      'Is each element needed, and could the purpose be met with less?',
      'Who collects it, from whom, and what are they told when it is collected?',
      'How long is it kept after the case has ended, and by which schedule?',
      'Which harm would follow for whom if it were read by somebody else, were wrong, or were lost?',
    ]),
  ]);
}

/** What leaves the case for somebody else: referrals, cases that it opens, letters. */
function flows(caseType: CaseType): readonly (readonly string[])[] {
  const { referrals, communications, items, parties } = caseType;
  const children = [...items.values()].flatMap(({ task }) =>
    task?.child === undefined
      ? []
      : [[`A case of the kind ${task.uses ?? ''}`, task.child.opening.map(({ field }) => field).join(', ')]],
  );
  return [
    ...[...referrals.values()].map(({ title, to, purpose, authority, sections }) => [
      `${title}: ${to === 'team' ? 'a team of the agency' : 'another agency'}`,
      `${sections.join(', ')}, for ${purpose}; ${authority}${caseType.consents?.has(purpose) === true ? '; only while they agree' : ''}`,
    ]),
    ...children,
    ...[...caseType.fields.values()].flatMap(({ label, fact }) =>
      fact === undefined || fact.mayServe.length === 0
        ? []
        : [['Other cases of the same person, for whoever may read it here', `${label}, for ${servesText(fact)}`]],
    ),
    ...[...communications.values()].map(({ title, with: whom }) => [
      title,
      `what is written to ${whom.map((party) => partyTitle(caseType, party)).join(', ')}`,
    ]),
    ...[...parties.values()].flatMap(({ title, represents, scope }) =>
      represents.length === 0 ? [] : [[title, `what they need to act: ${scope.map(({ label }) => label).join(', ')}`]],
    ),
  ];
}

export function securityPart(caseType: CaseType): Html {
  const { classification, access } = caseType;
  const sections = access?.sections ?? [];
  return join([
    el('h2', { id: 'security' }, 'Draft of a security assessment'),
    el(
      'p',
      { class: 'draft' },
      'Filled from the definition and from what the platform does for every case. Threats, likelihood and residual risk are for people to judge.',
    ),
    table(
      'What protects these cases',
      ['Question', 'Answer'],
      [
        ['Level', `${classification.scale} ${classification.level}${levelAsked(access?.classification ?? null)}`],
        [
          'Who may read a case',
          'people of its team, whoever was given access on record, and nobody else; there is no administrator who may',
        ],
        ['Who changes that', roleTitle(caseType, managerOf(caseType))],
        [
          'Parts that ask for more',
          sections.length === 0
            ? 'none: whoever may read a case may read all of it'
            : sections.map(({ title }) => title).join(', '),
        ],
        [
          'Emergencies',
          emergenciesOf(caseType)
            .map(({ title }) => title)
            .join(', '),
        ],
        ['What is done is', 'recorded in a chain of hashes for each case and a signed log for each agency'],
        ['What is looked at is', 'recorded before it is shown, with its purpose and the rule that allowed it'],
        [
          'What is personal is',
          'encrypted under keys of the case and of the person, which are destroyed when it is lawfully disposed of',
        ],
      ],
    ),
    table(
      'Sections',
      ['Section', 'Fields', 'Readers'],
      sections.map(({ title, fields, readers }) => [
        title,
        fields.map((field) => caseType.fields.get(field)?.label ?? field).join(', '),
        readers === null ? 'whoever may read the case' : readers.map((role) => roleTitle(caseType, role)).join(', '),
      ]),
    ),
  ]);
}

function levelAsked(asked: { readonly level: string } | null): string {
  return asked === null ? '' : `; readers are asked for ${asked.level}`;
}
