// The part of a handbook that says what is recorded: fields and forms, parties, and what a case keeps besides.
import type { CaseType, FactDefinition, FieldDefinition, FormField } from '@casewright/engine/definition';
import { el, type Html, join, list, table } from './html.ts';
import { keptPart } from './kept-part.ts';
import { publishedPart } from './published-part.ts';
import { fieldLabel, partyTitle, roleTitle } from './words.ts';

/** What of somebody a field says, where cases are compared by it. */
const IDENTIFIER_WORDS: Readonly<Record<NonNullable<FieldDefinition['identifies']>, string>> = {
  name: 'name',
  'given-name': 'given name',
  'family-name': 'family name',
  born: 'day of birth',
  number: 'number',
  contact: 'contact',
  address: 'address',
};

export function recordPart(caseType: CaseType): Html {
  const { fields, forms, parties } = caseType;
  return join([
    el('h2', { id: 'recorded' }, 'What is recorded'),
    table(
      'Parties',
      ['Party', 'How many', 'Data about them', 'Acts for'],
      [...parties.values()].map(({ title, later, max, subject, represents, scope }) => [
        title,
        !later && max === 1 ? 'one' : `${later ? '0' : '1'} to ${max}`,
        subject ? 'yes, under a key of their own' : 'no',
        represents.length === 0
          ? ''
          : `${represents.map((party) => partyTitle(caseType, party)).join(', ')}: ${scope.map(({ label }) => label).join(', ')}`,
      ]),
    ),
    table(
      'Fields',
      ['Field', 'Kind', 'About', 'Told apart by it', 'Why it is collected', 'Who may read it'],
      [...fields.values()].map((field) => [
        field.label,
        fieldKind(field),
        field.personal ? partyTitle(caseType, field.subject ?? '') : 'no person',
        field.identifies === undefined ? '' : IDENTIFIER_WORDS[field.identifies],
        field.purpose ?? '',
        readersText(caseType, field.name),
      ]),
    ),
    table(
      'Forms',
      ['Form', 'Asks'],
      [...forms.values()].map(({ title, fields: asked }) => [
        title,
        list(asked.map((one) => `${one.label ?? fieldLabel(caseType, one.field)}${howText(one)}`)),
      ]),
    ),
    table(
      'Facts that are collected once',
      ['Field', 'What it means', 'Needed for', 'May serve elsewhere'],
      [...fields.values()].flatMap(({ label, fact }) =>
        fact === undefined ? [] : [[label, fact.means, fact.neededFor, servesText(fact)]],
      ),
    ),
    keptPart(caseType),
    table(
      'Reports',
      ['Cases are told apart by', 'Field', 'Bands'],
      [...(caseType.reports?.cohorts.values() ?? [])].map(({ title, field, bands = [] }) => [
        ...[title, fieldLabel(caseType, field), bands.join(', ')],
      ]),
    ),
    ...publishedPart(caseType),
    caseType.reports === undefined ? null : el('p', {}, `A financial year begins on ${caseType.reports.yearStarts}.`),
  ]);
}

function howText({ required, readOnly, when }: FormField): string {
  const how = [
    ...(required ? ['needed'] : []),
    ...(readOnly === true ? ['shown only'] : []),
    ...(when ?? []).map(({ source }) => `where ${source}`),
  ];
  return how.length === 0 ? '' : ` (${how.join('; ')})`;
}

export function servesText({ mayServe, authority = '' }: FactDefinition): string {
  return mayServe.length === 0 ? 'nothing' : `${mayServe.join(', ')}; ${authority}`;
}

function fieldKind({ kind, options, maxLength }: FieldDefinition): string {
  if (options !== undefined) return `One of: ${options.map(({ label }) => label).join(', ')}`;
  return kind === 'text' || kind === 'long-text' ? `Text of at most ${maxLength} characters` : kind;
}

/** Who may read a field, by its section and what is said of it alone. */
export function readersText(caseType: CaseType, field: string): string {
  const { access } = caseType;
  const section = access?.sections.find(({ name }) => name === access.sectionOf.get(field));
  const own = access?.fields.get(field);
  const limits = [section, own].flatMap((one) => (one === undefined ? [] : [one]));
  const said = limits.flatMap(({ readers, compartments, purposes, classification }) => [
    ...(readers === null ? [] : [readers.map((role) => roleTitle(caseType, role)).join(', ')]),
    ...(compartments.length === 0 ? [] : [`read into ${compartments.join(', ')}`]),
    ...(purposes === null ? [] : [`for ${purposes.join(', ')}`]),
    ...(classification === null ? [] : [`cleared for ${classification.level}`]),
  ]);
  const where = section === undefined ? '' : `${section.title}: `;
  return `${where}${said.length === 0 ? 'whoever may read the case' : said.join('; ')}`;
}
