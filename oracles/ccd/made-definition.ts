// A small definition made up for what the published ones do not have: conditions with brackets, rights to parts of a group,
// lists of rights in one row, rows and files that do not count, rows that say again, and orders that are left open.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './read-sheets.ts';

const OTHER = { CaseTypeID: 'Other' };
const PAST = { LiveFrom: '01/01/2018', LiveTo: '22/11/2026' };
const FUTURE = { LiveFrom: '24/11/2026' };
const TODAY = { LiveFrom: '23/11/2026', LiveTo: '23/11/2026' };

const fields = ['plain', 'second', 'third', 'later', 'spaced ', 'party', 'list', 'note', 'open'];
const asked = [
  'brackets',
  'left',
  'right',
  'empty',
  'filled',
  'state',
  'inside',
  'unread',
  'absent',
  'amount',
  'no-amount',
  'of-value',
];
const events = ['open', 'next', 'closed', 'named', 'pages', 'parts', ...asked];
const conditions: readonly Row[] = [
  when('brackets', 'third!="x" OR (plain!="y" AND second="z")'),
  when('left', 'second!="y" OR plain!="z" AND third="x"'),
  when('right', 'plain="x" AND second="y" OR third!="z"'),
  when('empty', 'plain=""'),
  when('filled', 'plain="*" OR second CONTAINS "y"'),
  when('state', '[STATE]="draft" AND third!="x"'),
  when('inside', 'party.name.first!="x"'),
  when('unread', 'plain is x'),
  when('absent', 'third!="x" OR dead!="x"'),
  when('amount', 'party.fee!="5"'),
  when('no-amount', 'party.fee=""'),
  when('of-value', 'third.value.code!="x"'),
];

/** The sheets by the path of their file. */
export const madeDefinition: Readonly<Record<string, readonly Row[]>> = {
  'CaseType.json': [{ ID: 'Made', Name: 'Made up', JurisdictionID: 'MADE' }],
  'Jurisdiction.json': [{ ID: 'MADE', Name: 'Made up' }],
  'State/State.json': [
    ...['draft', 'ready', 'done'].map((ID) => ({ ID, Name: `State ${ID}` })),
    ...[{ ID: 'gone', Name: 'Gone', ...PAST }],
    { ID: 'elsewhere', Name: 'Elsewhere', ...OTHER },
  ],
  'State/State-prod.json': [{ ID: 'live', Name: 'Live' }],
  'CaseEvent/CaseEvent.json': [
    event('open', '', { PostConditionState: 'draft' }),
    event('next', 'draft', { PostConditionState: 'ready(plain="x"):1;done' }),
    event('closed', 'done;ready'),
    ...[event('named', 'ready'), event('pages', 'draft;ready'), event('parts', '*'), ...conditions],
    ...[event('tomorrow', '*', FUTURE), event('nowhere', 'gone')],
    event('named', 'done;draft'),
  ],
  'CaseEvent-shuttered/CaseEvent.json': [event('shut', '*')],
  'CaseField.json': [
    ...[field('plain', 'Text'), field('second', 'Text'), field('third', 'YesOrNo', TODAY), field('later', 'Date')],
    ...[
      field('spaced ', 'Text'),
      field('party', 'person'),
      field('list', 'Collection', { FieldTypeParameter: 'name' }),
    ],
    ...[field('note', 'Label'), field('open', 'TextArea'), field('dead', 'Text', PAST)],
  ],
  'ComplexTypes.json': [
    ...[part('person.kind', 'Text'), part('person.name', 'name'), part('person.born', 'Date')],
    ...[part('person.aliases', 'Collection', 'name'), part('person.hint', 'Label'), part('person.fee', 'MoneyGBP')],
    ...[part('name.first', 'Text'), part('name.last', 'Text')],
  ],
  'CaseEventToFields.json': [
    ask('pages', 'plain', { PageID: 'late', PageFieldDisplayOrder: 1 }),
    ask('pages', 'second', { PageID: 'two', PageDisplayOrder: 2, DisplayContext: 'MANDATORY' }),
    ask('pages', 'third', { PageID: 'two', PageDisplayOrder: 7, PageFieldDisplayOrder: 3, DisplayContext: 'READONLY' }),
    ask('pages', 'note', { PageID: 'two', PageFieldDisplayOrder: 3, DisplayContext: 'OPTIONAL' }),
    ask('pages', 'later', { PageID: 'first', PageDisplayOrder: 1, DisplayContext: 'MANDATORY', ...PAST }),
    ask('pages', 'open', { PageID: 'first', PageDisplayOrder: 1, PageFieldDisplayOrder: 2 }),
    ask('pages', 'later', { PageID: 'first', PageDisplayOrder: 1, PageFieldDisplayOrder: 1 }),
    ask('pages', 'dead', { PageID: 'first', PageDisplayOrder: 1 }),
    ask('pages', 'list', { PageID: 'first', PageDisplayOrder: 1, DisplayContext: 'HIDDEN' }),
    ask('parts', 'party', { DisplayContext: 'COMPLEX', PageFieldDisplayOrder: 2 }),
    ask('parts', 'plain', { DisplayContext: 'MANDATORY', PageFieldDisplayOrder: 1 }),
    ask('next', 'party', { DisplayContext: 'MANDATORY' }),
    ask('closed', 'party', { DisplayContext: 'COMPLEX', PageID: 'unasked', PageDisplayOrder: 1 }),
    ask('named', 'party', { DisplayContext: 'COMPLEX', PageDisplayOrder: 1 }),
    ask('named', 'plain', { PageID: 'two', PageDisplayOrder: 2 }),
    ask('named', 'second', { PageDisplayOrder: 3 }),
    ask('state', 'list', { DisplayContext: 'COMPLEX' }),
    ask('state', 'party', { DisplayContext: 'COMPLEX' }),
    ask('left', 'list', { DisplayContext: 'COMPLEX' }),
    ask('left', 'party', { DisplayContext: 'COMPLEX' }),
    ask('right', 'list', { DisplayContext: 'MANDATORY' }),
    ask('filled', 'plain', { DisplayContext: 'MANDATORY', FieldShowCondition: 'second is x' }),
    ask('filled', 'second', { DisplayContext: 'MANDATORY', FieldShowCondition: 'dead!="x"' }),
    ask('filled', 'third', { DisplayContext: 'MANDATORY', FieldShowCondition: 'dead="x" OR plain="y"' }),
    ask('right', 'party', { DisplayContext: 'COMPLEX' }),
  ],
  'EventToComplexTypes.json': [
    ask('parts', 'party', { ListElementCode: 'born', FieldDisplayOrder: 9, DisplayContext: 'READONLY' }),
    ask('parts', 'party', { ListElementCode: 'name', FieldDisplayOrder: 1, DisplayContext: 'MANDATORY' }),
    ...partsOf('state', { first: 'READONLY', last: 'READONLY' }),
    ...partsOf('left', { first: 'OPTIONAL', last: 'READONLY' }),
    ...partsOf('right', { first: 'READONLY', last: 'HIDDEN' }),
    ask('left', 'party', { ListElementCode: 'aliases', DisplayContext: 'MANDATORY' }),
    ask('right', 'party', { ListElementCode: 'aliases', DisplayContext: 'MANDATORY' }),
    ask('named', 'party', { ListElementCode: 'name', FieldDisplayOrder: 1, DisplayContext: 'MANDATORY' }),
    ask('parts', 'party', { ListElementCode: 'name.last', FieldDisplayOrder: 2, DisplayContext: 'OPTIONAL' }),
    ask('parts', 'party', { ListElementCode: 'aliases.first', PageFieldDisplayOrder: 4, DisplayContext: 'MANDATORY' }),
    ask('parts', 'party', { ListElementCode: 'hint', DisplayContext: 'MANDATORY' }),
  ],
  'AuthorisationCaseType.json': [
    mayDo({ CaseTypeID: 'Made' }, 'clerk', 'CRU'),
    { CaseTypeID: 'Made', AccessControl: [{ UserRoles: ['judge', '[OWNER]'], CRUD: 'RU' }] },
    { CaseTypeID: 'Made', UserRole: 'reader', CRUD: 'R' },
  ],
  'AuthorisationCaseState.json': ['draft', 'ready', 'done'].flatMap((CaseStateID) => [
    mayDo({ CaseStateID }, 'clerk', CaseStateID === 'done' ? 'R' : 'CRU'),
    { CaseStateID, AccessControl: [{ UserRoles: ['judge'], CRUD: 'RU' }] },
  ]),
  'AuthorisationCaseEvent.json': [
    ...events.map((CaseEventID) => mayDo({ CaseEventID }, 'clerk', 'CRU')),
    ...events.map((CaseEventID) => mayDo({ CaseEventID }, 'judge', CaseEventID === 'closed' ? 'R' : 'C')),
    mayDo({ CaseEventID: 'pages' }, 'judge', 'R'),
    mayDo({ CaseEventID: 'parts ' }, 'judge', 'R'),
  ],
  'AuthorisationCaseField.json': [
    ...fields.map((CaseFieldID) => mayDo({ CaseFieldID }, 'clerk', CaseFieldID === 'later' ? 'CR' : 'CRUD')),
    ...fields.map((CaseFieldID) => mayDo({ CaseFieldID }, 'judge', CaseFieldID === 'open' ? 'U' : 'CRU')),
    mayDo({ CaseFieldID: 'spaced' }, 'reader', 'R'),
    mayDo({ CaseFieldID: 'plain' }, 'reader', 'R'),
    mayDo({ CaseFieldID: 'second', ...PAST }, 'reader', 'R'),
  ],
  'AuthorisationComplexType.json': [
    mayDo({ CaseFieldID: 'party', ListElementCode: 'name' }, 'judge', 'CRU'),
    mayDo({ CaseFieldID: 'party', ListElementCode: 'kind' }, 'judge', 'R'),
    mayDo({ CaseFieldID: 'party', ListElementCode: 'name.first' }, 'clerk', 'CRU'),
  ],
  'CaseRoles.json': [{ ID: '[OWNER]', Name: 'Owner' }],
};

function event(ID: string, before: string, more: Row = {}): Row {
  return { ID, Name: `Event ${ID}`, 'PreConditionState(s)': before, PostConditionState: '*', ...more };
}

function when(ID: string, condition: string): Row {
  return event(ID, '*', { EventEnablingCondition: condition });
}

function field(ID: string, FieldType: string, more: Row = {}): Row {
  return { ID, Label: `Field ${ID}`, FieldType, ...more };
}

/** A part of a type by both their names, such as `person.kind`; its type; and of what, where it is a list. */
function part(path: string, FieldType: string, FieldTypeParameter = ''): Row {
  const [ID = '', ListElementCode = ''] = path.split('.');
  return { ID, ListElementCode, ElementLabel: `Part ${ListElementCode}`, FieldType, FieldTypeParameter };
}

function ask(CaseEventID: string, CaseFieldID: string, more: Row): Row {
  return { CaseEventID, CaseFieldID, PageID: 'one', PageLabel: 'Page', DisplayContext: 'OPTIONAL', ...more };
}

/** Rows about parts of both lists, with the context of each part. */
function partsOf(CaseEventID: string, contexts: Readonly<Record<string, string>>): Row[] {
  return Object.entries(contexts).flatMap(([part, DisplayContext]) => [
    ask(CaseEventID, 'list', { ListElementCode: part, DisplayContext }),
    ask(CaseEventID, 'party', { ListElementCode: `aliases.${part}`, DisplayContext }),
  ]);
}

function mayDo(thing: Row, AccessProfile: string, CRUD: string): Row {
  return { ...thing, AccessProfile, CRUD };
}

/** Writes the sheets into a folder, as they are published. */
export function writeDefinition(folder: string): void {
  for (const [path, rows] of Object.entries(madeDefinition)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    const said = path === 'CaseType.json' ? rows : rows.map((row) => ({ CaseTypeID: 'Made', ...row }));
    writeFileSync(join(folder, path), JSON.stringify(said));
  }
}
