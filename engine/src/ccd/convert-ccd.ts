// A CCD definition to a case type, with an account of every row. Pure: files come in as texts, a YAML text and a report go out.
import { caseTypeSource, NOBODY, OPENING_FIELD, OPENING_FORM, STATE_FIELD, type Parts } from './build.ts';
import { type CcdEvent, readEvents, readStates } from './events.ts';
import { type EventForm, formOfEvent, rowsByEvent } from './forms.ts';
import { type CaseFieldSource, takeFields } from './leaves.ts';
import { readLists } from './lists.ts';
import { fieldNames, hyphenNames, type Naming, optionNames } from './names.ts';
import { type Permissions, readPermissions } from './permissions.ts';
import {
  accountsOf,
  carry,
  countsOf,
  emptyLedger,
  type Ledger,
  lose,
  type RowAccount,
  type SheetCount,
} from './report.ts';
import { translator } from './resolve.ts';
import { cell } from './row.ts';
import { noteHalfRights, sectionsOf } from './sections.ts';
import { type CcdOptions, type Selected, selectRows } from './select-rows.ts';
import { type CcdPiece, readSheets } from './sheets.ts';
import { readTabs } from './tabs.ts';
import { yamlText } from './yaml-text.ts';

/** Which name of the case type stands for which id of CCD. */
export interface CcdNames {
  readonly caseType: string;
  /** The field that holds the state, and the one that says by which event a case begins. */
  readonly stateField: string;
  readonly openingField: string;
  readonly states: Readonly<Record<string, string>>;
  readonly openings: Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, string>>;
  /** By task, pages by name. */
  readonly pages: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Fields with the paths for which they stand. */
  readonly fields: Readonly<Record<string, string>>;
  readonly profiles: Readonly<Record<string, string>>;
  readonly tabs: Readonly<Record<string, string>>;
  /** By list of CCD, codes by the values that stand for them, where these differ. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface CcdReport {
  readonly names: CcdNames;
  /** Rows read, by sheet; the three kinds add up to them. */
  readonly sheets: Readonly<Record<string, SheetCount>>;
  readonly total: SheetCount;
  /** What concerns the definition as a whole. */
  readonly remarks: readonly string[];
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  /** Which access profiles, and so roles, people with a role of CCD have. */
  readonly people: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly RowAccount[];
}

export type CcdConversion = { readonly yaml: string; readonly report: CcdReport } | { readonly problem: string };

/**
 * Converts one case type of a definition.
 *
 * @param pieces every JSON file of the definition, with its path in the folder
 * @returns the case type as YAML, with what became of every row; or why there is none
 */
export function convertCcd(pieces: readonly CcdPiece[], options: CcdOptions): CcdConversion {
  const sheets = readSheets(pieces, options.without);
  const ledger = emptyLedger();
  const selected = selectRows(sheets, options, ledger);
  if ('problem' in selected) return selected;
  const { parts, names } = partsOf(selected, ledger);
  if (parts.profiles.length === 0) return { problem: 'No access profile is named in it, so nobody could do anything.' };
  const yaml = yamlText(caseTypeSource(parts), DEPTHS);
  addRemarks(parts, ledger);
  const rows = accountsOf(ledger, sheets.rows);
  const report = {
    ...{ names, sheets: countsOf(rows), total: totalOf(rows), remarks: [...ledger.remarks] },
    ...{
      unread: sheets.unread,
      people: peopleOf(sheets.rows.filter(({ sheet }) => sheet === 'RoleToAccessProfiles')),
      rows,
    },
  };
  return { yaml, report };
}

/** How deep the lines of each part go. */
const DEPTHS = { roles: 1, lists: 1, data: 1, tabs: 1, forms: 3, plan: 2, access: 1, closing: 0 };

interface Namings {
  readonly states: Naming;
  readonly openings: Naming;
  readonly tasks: Naming;
  readonly fields: Naming;
  readonly roles: Naming;
}

function partsOf(selected: Selected, ledger: Ledger): { readonly parts: Parts; readonly names: CcdNames } {
  const namings: Namings = {
    ...{ states: optionNames(), openings: optionNames(), tasks: hyphenNames(['case', OPENING_FORM]) },
    ...{ fields: fieldNames([STATE_FIELD, OPENING_FIELD]), roles: hyphenNames([NOBODY]) },
  };
  const lists = readLists(selected, ledger);
  const fields = takeFields(selected, { ledger, names: namings.fields, lists });
  const states = readStates(selected, namings.states, ledger);
  const translate = translator({ byId: fields, lists, state: STATE_FIELD, states: namings.states });
  const rights = rightsOf(selected, { fields, states: states.map(({ id }) => id) }, ledger);
  const profiles = profilesOf(selected, rights, ledger);
  const events = readEvents(
    selected,
    { states, stateField: STATE_FIELD, tasks: namings.tasks, translate, permissions: rights.events, profiles },
    ledger,
  );
  const forms = readForms(selected, events, { fields, translate, ledger });
  const tabs = readTabs(selected, { fields, translate, ledger, profiles });
  const said = [...fields.keys()].flatMap((id) => saidOf(selected, id));
  const sections = sectionsOf(fields, { fields: rights.fields, parts: rights.parts, said }, profiles);
  noteHalfRights([...selected.of('AuthorisationCaseField'), ...selected.of('AuthorisationComplexType')], ledger);
  const parts: Parts = {
    ...{ heading: headingOf(selected, ledger), states, events, forms, fields, lists, sections, tabs, profiles },
    ...{ roles: namings.roles, openings: namings.openings, ofType: rights.type, ofStates: rights.states },
  };
  for (const profile of profiles) namings.roles.nameOf(profile);
  for (const event of events) if (event.from === 'create') namings.openings.nameOf(event.id);
  return { parts, names: namesOf(selected, parts, namings) };
}

interface AllRights {
  readonly type: Permissions;
  readonly states: Permissions;
  readonly events: Permissions;
  readonly fields: Permissions;
  readonly parts: Permissions;
}

function rightsOf(
  selected: Selected,
  { fields, states }: { readonly fields: ReadonlyMap<string, CaseFieldSource>; readonly states: readonly string[] },
  ledger: Ledger,
): AllRights {
  const events = selected.of('CaseEvent').map((row) => cell(row, 'ID'));
  const paths = [...fields.values()].flatMap(({ leaves }) => leaves.flatMap(({ path }) => pathsTo(path)));
  const read = (sheet: string, by: readonly string[], known?: Iterable<string>): Permissions =>
    readPermissions(selected, { sheet, by, ...(known === undefined ? {} : { known: new Set(known) }) }, ledger);
  return {
    type: read('AuthorisationCaseType', []),
    states: read('AuthorisationCaseState', ['CaseStateID'], states),
    events: read('AuthorisationCaseEvent', ['CaseEventID'], events),
    fields: read('AuthorisationCaseField', ['CaseFieldID'], fields.keys()),
    parts: read('AuthorisationComplexType', ['CaseFieldID', 'ListElementCode'], paths),
  };
}

/** `a.b.c` is within `a` and `a.b`. */
function pathsTo(path: string): readonly string[] {
  const steps = path.split('.');
  return steps.map((_, at) => steps.slice(0, at + 1).join('.'));
}

function saidOf(selected: Selected, id: string): readonly string[] {
  const rows = selected.of('AuthorisationComplexType').filter((row) => cell(row, 'CaseFieldID') === id);
  return [...new Set(rows.map((row) => `${id}.${cell(row, 'ListElementCode')}`))];
}

function profilesOf(selected: Selected, rights: AllRights, ledger: Ledger): readonly string[] {
  const roles = selected.of('CaseRoles').flatMap((row) => {
    carry(ledger, row);
    lose(ledger, row, 'A role in one case is a role of the team here: it is not given case by case.');
    return cell(row, 'ID');
  });
  const named = [rights.type, rights.states, rights.events, rights.fields, rights.parts].flatMap(
    ({ profiles }) => profiles,
  );
  return [...new Set([...named, ...roles])].filter((profile) => profile !== '');
}

function readForms(
  selected: Selected,
  events: readonly CcdEvent[],
  reading: Parameters<typeof formOfEvent>[1],
): ReadonlyMap<string, EventForm> {
  const asked = rowsByEvent(events, selected.of('CaseEventToFields'), reading.ledger);
  const parts = rowsByEvent(events, selected.of('EventToComplexTypes'), reading.ledger);
  const forms = events.flatMap(({ id }) => {
    const form = formOfEvent({ asked: asked.get(id) ?? [], parts: parts.get(id) ?? [] }, reading);
    return form === null ? [] : [[id, form] as const];
  });
  return new Map(forms);
}

const PLACEHOLDER = /\$\{[^}]*\}/g;

function headingOf(selected: Selected, ledger: Ledger): Parts['heading'] {
  const [row] = selected.of('CaseType');
  const wanted = row === undefined ? '' : cell(row, 'JurisdictionID');
  const areas = selected.of('Jurisdiction').filter((one) => wanted === '' || cell(one, 'ID') === wanted);
  const [area] = areas;
  for (const one of [row, area]) if (one !== undefined) carry(ledger, one);
  const name = row === undefined ? '' : cell(row, 'Name');
  if (row !== undefined && PLACEHOLDER.test(name)) lose(ledger, row, 'A placeholder in the name is left out.');
  const title = name.replaceAll(PLACEHOLDER, '').trim() || selected.caseTypeId;
  const authority = area === undefined ? wanted : cell(area, 'Description') || cell(area, 'Name');
  return {
    id: selected.caseTypeId,
    title,
    statement: (row === undefined ? '' : cell(row, 'Description')) || title,
    authority: authority || 'Not said in the definition',
    team: hyphenNames().nameOf((area === undefined ? wanted : cell(area, 'ID')) || 'cases'),
  };
}

function namesOf(selected: Selected, parts: Parts, { states, openings, roles }: Namings): CcdNames {
  const { events, forms, fields, tabs, lists } = parts;
  const leaves = [...fields.values()].flatMap((field) => field.leaves);
  return {
    ...{ caseType: selected.caseTypeId, stateField: STATE_FIELD, openingField: OPENING_FIELD },
    states: Object.fromEntries(states.ids),
    openings: Object.fromEntries(openings.ids),
    events: Object.fromEntries(events.map(({ id, task }) => [task, id])),
    pages: Object.fromEntries(
      events.flatMap(({ id, task }) => {
        const pages = forms.get(id)?.pages.map((page) => [page.name, page.id] as const);
        return pages === undefined ? [] : [[task, Object.fromEntries(pages)] as const];
      }),
    ),
    fields: Object.fromEntries(leaves.map(({ field, path }) => [field, path])),
    profiles: Object.fromEntries(roles.ids),
    tabs: Object.fromEntries(tabs.map(({ name, id }) => [name, id])),
    codes: Object.fromEntries(
      lists.all.flatMap(({ id, values }) => {
        const other = values.filter(({ code, option }) => code !== option);
        return other.length === 0
          ? []
          : [[id, Object.fromEntries(other.map(({ code, option }) => [option, code]))] as const];
      }),
    ),
  };
}

function addRemarks({ events, ofStates, ofType, fields }: Parts, { remarks }: Ledger): void {
  remarks.add('No field is marked as personal: a definition does not say which are. Say it before cases are opened.');
  remarks.add(
    'Who may open a case at all is decided by teams and grants; the right R on a case type and on states is not asked.',
  );
  remarks.add('Everybody who may read a case sees that an event happened; the right R on events is not asked.');
  remarks.add('Who may write a field may record it also without an event.');
  remarks.add('CCD ends no case. Whoever closes is the profile that may act in most states; see closing.');
  remarks.add('The zone Europe/London, the archetype and the classification are assumed.');
  if (!events.some(({ from }) => from === 'create'))
    remarks.add('No event begins a case, so none can come into a state.');
  if (!ofStates.isThere) remarks.add('There are no rights on states, which restricts nobody.');
  if (!ofType.isThere) remarks.add('There are no rights on the case type, which restricts nobody.');
  if (fields.size === 0) remarks.add('There are no fields.');
}

function totalOf(rows: readonly RowAccount[]): SheetCount {
  const all = Object.values(countsOf(rows));
  const sum = (of: keyof SheetCount): number => all.reduce((total, count) => total + count[of], 0);
  return { rows: sum('rows'), carried: sum('carried'), inPart: sum('inPart'), notCarried: sum('notCarried') };
}

function peopleOf(rows: Parameters<typeof cell>[0][]): CcdReport['people'] {
  const named = rows.map((row) => {
    const profiles = cell(row, 'AccessProfiles').split(/[;,]/);
    return [cell(row, 'RoleName'), profiles.map((profile) => profile.trim()).filter((one) => one !== '')] as const;
  });
  return Object.fromEntries(named);
}
