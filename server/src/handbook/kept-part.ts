// The part of a handbook that says what a case keeps besides its fields: what is decided, aimed at, owed, shown, handed on, written and filed.
import { type CaseType, type DeterminationDefinition, peopleToRedact } from '@casewright/engine/definition';
import { type Html, join, list, table } from './html.ts';
import { fieldLabel, lawText, partyTitle, periodText, roleTitle } from './words.ts';

export function keptPart(caseType: CaseType): Html {
  const tables = [
    issuesTable,
    determinationsTable,
    goalsTable,
    obligationsTable,
    evidenceTable,
    referralsTable,
    communicationsTable,
    documentsTable,
    disclosuresTable,
  ];
  return join(tables.map((make) => make(caseType)));
}

function titlesOf(caseType: CaseType, parties: readonly string[]): string {
  return parties.map((party) => partyTitle(caseType, party)).join(', ');
}

function labelsOf(choices: readonly { readonly label: string }[]): string {
  return choices.map(({ label }) => label).join(', ');
}

function issuesTable(caseType: CaseType): Html | null {
  return table(
    'What must be decided',
    ['Issue', 'Outcomes', 'Who decides', 'Opened again', 'Before closing'],
    [...caseType.issues.values()].map(({ title, outcomes, decidedBy, mayReopen, blocksClosing }) => [
      ...[
        title,
        labelsOf(outcomes),
        roleTitle(caseType, decidedBy),
        mayReopen ? 'yes' : 'no',
        blocksClosing ? 'must be decided' : '',
      ],
    ]),
  );
}

function determinationsTable(caseType: CaseType): Html | null {
  return table(
    'Decisions that may be reviewed',
    [
      'Decision',
      'Outcomes',
      'Who decides, and by what',
      'Must consider',
      'Read and disclosed first',
      'Notice to',
      'Review',
    ],
    [...caseType.determinations.values()].map(
      ({ title, outcomes, delegation, body, considers, notify, review, ...first }) => [
        ...[title, labelsOf(outcomes)],
        delegation === undefined
          ? (body ?? '')
          : `${roleTitle(caseType, delegation.role)}, ${delegation.instrument}, ${lawText({ reference: delegation.law.ref, kind: delegation.law.kind })}`,
        considers.map((field) => fieldLabel(caseType, field)).join(', '),
        firstText(caseType, first),
        titlesOf(caseType, notify),
        list(
          review.map(
            (right) =>
              `${right.title}: ${titlesOf(caseType, right.asks)}, within ${periodText(right.clock.within)}, ${right.body}`,
          ),
        ),
      ],
    ),
  );
}

function goalsTable(caseType: CaseType): Html | null {
  return table(
    'Goals',
    ['Goal', 'Whose', 'Measure', 'Who records it'],
    [...caseType.goals.values()].map(({ title, owner, measure, by }) => [
      ...[
        title,
        titlesOf(caseType, owner),
        `${measure.title} in ${measure.unit}, ${measure.direction} is better`,
        roleTitle(caseType, by),
      ],
    ]),
  );
}

function obligationsTable(caseType: CaseType): Html | null {
  return table(
    'Obligations',
    ['Obligation', 'Who owes it', 'By when', 'Who may waive it'],
    [...caseType.obligations.values()].map(({ title, owedBy, clock, waivedBy }) => [
      ...[
        title,
        titlesOf(caseType, owedBy),
        clock === undefined ? 'a day that is given' : `within ${periodText(clock.within)}`,
        roleTitle(caseType, waivedBy),
      ],
    ]),
  );
}

function evidenceTable(caseType: CaseType): Html | null {
  return table(
    'Evidence',
    ['Exhibit', 'For whom', 'Who admits it', 'Custody'],
    [...caseType.evidence.values()].map(({ title, audiences, admittedBy, custody }) => [
      ...[
        title,
        audiences.map((one) => one.title).join(', '),
        roleTitle(caseType, admittedBy),
        custody ? 'tracked, a gap keeps it out' : 'not tracked',
      ],
    ]),
  );
}

function referralsTable(caseType: CaseType): Html | null {
  return table(
    'Referrals',
    ['Referral', 'To', 'For what, by what authority', 'May be declined because'],
    [...caseType.referrals.values()].map(({ title, to, purpose, authority, declineReasons }) => [
      ...[
        title,
        to === 'team' ? 'a team of the agency' : 'another agency',
        `${purpose} (${authority})`,
        labelsOf(declineReasons),
      ],
    ]),
  );
}

function communicationsTable(caseType: CaseType): Html | null {
  return table(
    'Letters, messages, calls and meetings',
    ['What', 'With', 'Channels', 'Who approves it'],
    [...caseType.communications.values()].map(({ title, with: parties, channels, approvedBy }) => [
      ...[
        title,
        titlesOf(caseType, parties),
        labelsOf(channels),
        approvedBy === undefined ? 'nobody needs to' : roleTitle(caseType, approvedBy),
      ],
    ]),
  );
}

/** What must have been read, and under which duties nothing may be left, before it is made. */
function firstText(
  { documents, disclosures }: CaseType,
  { mustBeRead, disclosed }: Pick<DeterminationDefinition, 'mustBeRead' | 'disclosed'>,
): string {
  const read = mustBeRead.map((name) => documents.get(name)?.title ?? 'exhibits');
  const done = disclosed.map((name) => disclosures.get(name)?.title ?? name);
  return [...(read.length === 0 ? [] : [`each page of: ${read.join(', ')}`]), ...done].join('; ');
}

function documentsTable(caseType: CaseType): Html | null {
  return table(
    'Documents',
    ['Document', 'Folder', 'For whom', 'About', 'Who files it', 'Files', 'Redacted by', 'Before closing'],
    [...caseType.documents.values()].map(({ name, title, category, audiences, about, by, ...files }) => [
      ...[title, category, audiences.map((one) => one.title).join(', '), titlesOf(caseType, about)],
      ...[roleTitle(caseType, by), filesText(files.accepts, files.maxSize)],
      ...[peopleToRedact(caseType, name) === 1 ? 'one' : 'two people', files.required ? 'must be there' : ''],
    ]),
  );
}

function filesText(accepts: readonly string[], maxSize: number | undefined): string {
  const size = maxSize === undefined ? [] : [`at most ${maxSize} bytes`];
  return [accepts.length === 0 ? 'any' : accepts.join(', '), ...size].join('; ');
}

function disclosuresTable(caseType: CaseType): Html | null {
  const { documents, disclosures } = caseType;
  const kinds = (names: readonly string[]): string =>
    names.map((name) => documents.get(name)?.title ?? name).join(', ');
  return table(
    'What is disclosed',
    ['Duty', 'To', 'Documents', 'Who gives it', 'May be withheld on', 'Before closing'],
    [...disclosures.values()].map(({ title, to, documents: named, by, grounds, blocksClosing }) => [
      ...[title, titlesOf(caseType, to), kinds(named), roleTitle(caseType, by), labelsOf(grounds)],
      blocksClosing ? 'must be given or withheld' : '',
    ]),
  );
}
