// Puts together the case type of what was read of a definition: the state of the case is a field, and each event a piece of work
// that may be planned while the case is in one of its states.
import { parseExpression } from '../expression/expression.ts';
import { quoted } from './condition-to-feel.ts';
import { type CcdEvent, type CcdState, line } from './events.ts';
import type { EventForm } from './forms.ts';
import type { CaseFieldSource, Leaf } from './leaves.ts';
import type { CodeLists } from './lists.ts';
import type { Naming } from './names.ts';
import { type Permissions, withRights } from './permissions.ts';
import type { SectionSource } from './sections.ts';
import type { TabSource } from './tabs.ts';
import type { Plain } from './yaml-text.ts';

export const STATE_FIELD = 'caseState';
export const OPENING_FIELD = 'openedBy';
export const OPENING_FORM = 'open-case';
export const NOBODY = 'nobody';

export interface Parts {
  readonly heading: {
    readonly id: string;
    readonly title: string;
    readonly statement: string;
    readonly authority: string;
    readonly team: string;
  };
  readonly states: readonly CcdState[];
  readonly events: readonly CcdEvent[];
  readonly forms: ReadonlyMap<string, EventForm>;
  readonly fields: ReadonlyMap<string, CaseFieldSource>;
  readonly lists: CodeLists;
  readonly sections: readonly SectionSource[];
  readonly tabs: readonly TabSource[];
  readonly roles: Naming;
  readonly profiles: readonly string[];
  readonly openings: Naming;
  readonly ofType: Permissions;
  readonly ofStates: Permissions;
}

type Group = Readonly<Record<string, Plain | undefined>>;

export function caseTypeSource(parts: Parts): Group {
  const { heading, roles, profiles } = parts;
  const titles = profiles.map((profile) => [roles.nameOf(profile), line(profile)] as const);
  const closer = closerOf(parts);
  return {
    caseType: nameOf(heading.id),
    version: '1.0.0',
    title: line(heading.title),
    archetype: 'service',
    reference: `${heading.id
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, '')
      .slice(0, 20)}-{year}-{sequence}`,
    purpose: { statement: heading.statement, authority: heading.authority },
    classification: { scale: 'uk-gscp', level: 'OFFICIAL' },
    zone: 'Europe/London',
    team: heading.team,
    roles: Object.fromEntries([...titles, [NOBODY, 'Nobody: no access profile may']]),
    ...listsOf(parts),
    data: dataOf(parts),
    ...tabsOf(parts),
    opening: { form: OPENING_FORM, by: openersOf(parts) },
    forms: formsOf(parts),
    plan: { tasks: Object.fromEntries(parts.events.map((event) => [event.task, taskOf(event, parts)])) },
    access: accessOf(parts),
    closing: { by: closer, outcomes: { ended: 'Ended' } },
  };
}

function nameOf(id: string): string {
  const name = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return /^[a-z]/.test(name) ? name : `x-${name}`.slice(0, 60);
}

function listsOf({ lists }: Parts): Group {
  if (lists.all.length === 0) return {};
  const all = lists.all.map(
    ({ name, values }) => [name, Object.fromEntries(values.map(({ option, label }) => [option, label]))] as const,
  );
  return { lists: Object.fromEntries(all) };
}

const LONGEST_HINT = 2_000;

function dataOf({ states, events, fields, openings }: Parts): Group {
  const data: Record<string, Group> = {
    [STATE_FIELD]:
      states.length === 0
        ? { type: 'text', label: 'State' }
        : {
            type: 'choice',
            label: 'State',
            options: Object.fromEntries(states.map(({ option, label }) => [option, label])),
          },
  };
  const creating = events.filter(({ from }) => from === 'create');
  const options = Object.fromEntries(creating.map(({ id, title }) => [openings.nameOf(id), title]));
  data[OPENING_FIELD] =
    creating.length === 0
      ? { type: 'text', label: 'How the case came to be' }
      : { type: 'choice', label: 'How the case begins', options };
  for (const { leaves } of fields.values()) for (const leaf of leaves) data[leaf.field] = fieldOf(leaf);
  return data;
}

function fieldOf({ type, label, hint, list, maxLength }: Leaf): Group {
  const short = line(label);
  // A label that is cut stands in full in the hint.
  const full = [...(short.endsWith('…') ? [label] : []), ...(hint === '' ? [] : [hint])].join('\n');
  const isText = type.kind === 'text' || type.kind === 'long-text';
  return {
    type: type.kind,
    label: short,
    ...(full === '' ? {} : { hint: full.slice(0, LONGEST_HINT) }),
    ...(list === undefined ? {} : { options: list }),
    ...(isText && maxLength !== undefined ? { maxLength } : {}),
  };
}

function tabsOf({ tabs, roles }: Parts): Group {
  if (tabs.length === 0) return {};
  const written = tabs.map(({ name, title, when, profiles, fields }) => {
    const tab: Group = {
      title,
      ...(when === undefined ? {} : { when }),
      ...(profiles === null ? {} : { readers: profiles.map(roles.nameOf) }),
      fields: Object.fromEntries(fields.map(({ field, when: own }) => [field, own ?? true])),
    };
    return [name, tab] as const;
  });
  return { tabs: Object.fromEntries(written) };
}

function formsOf({ events, forms }: Parts): Group {
  const creating = events.some(({ from }) => from === 'create');
  const opening = { title: 'Open a case', fields: { [OPENING_FIELD]: creating ? 'required' : 'optional' } };
  const made = events.flatMap(({ id, task, title }) => {
    const form = forms.get(id);
    return form === undefined ? [] : [[task, formSource(form, title)] as const];
  });
  return { [OPENING_FORM]: opening, ...Object.fromEntries(made) };
}

function formSource({ pages, fields }: EventForm, title: string): Group {
  return {
    title,
    pages: Object.fromEntries(
      pages.map(({ name, title: label, when }) => [name, { title: label, ...(when === undefined ? {} : { when }) }]),
    ),
    fields: Object.fromEntries(
      fields.map(({ leaf, ask, page, label, when }) => [
        leaf.field,
        { ask, page, ...(label === undefined ? {} : { label }), ...(when === undefined ? {} : { when }) },
      ]),
    ),
  };
}

function taskOf(event: CcdEvent, parts: Parts): Group {
  const { title, profiles, enabling, leadsTo, id, task } = event;
  const by = profiles.length === 0 ? [NOBODY] : profiles.map(parts.roles.nameOf);
  const during = stateCondition(event, parts);
  // Nobody goes on with what the state of the case does not allow any more.
  const over = event.from === 'any' ? {} : { exit: [{ when: `not(${during})` }] };
  return {
    title,
    by,
    ...(parts.forms.has(id) ? { form: task } : {}),
    discretionary: { when: enabling === undefined ? during : `${during} and (${enabling})`, roles: by },
    ...over,
    ...(leadsTo === undefined ? {} : { sets: { [STATE_FIELD]: leadsTo } }),
  };
}

function stateCondition({ id, from }: CcdEvent, { states, openings }: Parts): string {
  if (from === 'create') return `${STATE_FIELD} = null and ${OPENING_FIELD} = ${quoted(openings.nameOf(id))}`;
  if (from === 'any') return `${STATE_FIELD} != null`;
  return isOneOf(states.filter((state) => from.includes(state.id)));
}

function isOneOf(states: readonly CcdState[]): string {
  const options = states.map(({ option }) => quoted(option));
  return options.length === 1 ? `${STATE_FIELD} = ${options[0] ?? ''}` : `${STATE_FIELD} in (${options.join(', ')})`;
}

/** In the order of the definition. */
function rolesOf({ roles, profiles }: Parts, some: readonly string[]): readonly string[] {
  return profiles.filter((profile) => some.includes(profile)).map(roles.nameOf);
}

function openersOf(parts: Parts): readonly string[] {
  const creating = parts.events.filter(({ from }) => from === 'create').flatMap(({ profiles }) => profiles);
  const openers = rolesOf(parts, parts.ofType.isThere ? withRights(parts.ofType.of(''), 'C') : creating);
  return openers.length === 0 ? [NOBODY] : openers;
}

/** CCD ends no case; whoever may act in most states may here. */
function closerOf(parts: Parts): string {
  const { states, ofStates, profiles, roles } = parts;
  const reach = (profile: string): number =>
    states.filter(({ id }) => ofStates.of(id).get(profile)?.includes('U') === true).length;
  const [first] = profiles.toSorted((one, other) => reach(other) - reach(one));
  return first === undefined ? NOBODY : roles.nameOf(first);
}

function accessOf(parts: Parts): Group {
  const acting = actingOf(parts);
  const tells = tellsOf(parts);
  const sections = parts.sections.map((section, at) => sectionOf(section, at, parts));
  const own = { name: 'state-of-the-case', title: 'State of the case', fields: [STATE_FIELD], writers: [] };
  return {
    sections: [own, ...sections],
    ...(acting.length === 0 ? {} : { acting }),
    ...(tells.length === 0 ? {} : { tells }),
  };
}

function sectionOf({ readers, writers, fields }: SectionSource, at: number, parts: Parts): Group {
  const all = readers.length === parts.profiles.length;
  const title = readers.length === 0 ? 'For nobody' : all ? 'For everybody' : `For ${readers.join(', ')}`;
  return {
    name: `part-${at + 1}`,
    title: line(title),
    fields: [...fields],
    readers: readers.length === 0 ? [NOBODY] : readers.map(parts.roles.nameOf),
    writers: writers.map(parts.roles.nameOf),
  };
}

/** The rights on the case type and on its states: states for which the same profiles may act stand together. */
function actingOf(parts: Parts): readonly Group[] {
  const { states, ofStates, ofType } = parts;
  const acting: Group[] = [];
  if (ofType.isThere) {
    acting.push({ when: `${STATE_FIELD} = null`, by: rolesOf(parts, withRights(ofType.of(''), 'C')) });
    acting.push({ when: `${STATE_FIELD} != null`, by: rolesOf(parts, withRights(ofType.of(''), 'U')) });
  }
  if (!ofStates.isThere) return acting;
  const together = new Map<string, CcdState[]>();
  for (const state of states) {
    const by = rolesOf(parts, withRights(ofStates.of(state.id), 'U')).join();
    together.set(by, [...(together.get(by) ?? []), state]);
  }
  for (const [by, held] of together) acting.push({ when: isOneOf(held), by: by === '' ? [] : by.split(',') });
  return acting;
}

/** In CCD a condition decides for everybody alike whether an event is offered and to which state it leads, and so tells of its fields. */
function tellsOf({ events, sections }: Parts): readonly Group[] {
  const readers = new Map(
    sections.flatMap((section) => section.fields.map((field) => [field, section.readers] as const)),
  );
  const isHiddenFrom = (field: string, some: readonly string[]): boolean => {
    const all = readers.get(field);
    // What no profile does stands with the role that nobody has, which reads nothing.
    return all !== undefined && (some.length === 0 || some.some((profile) => !all.includes(profile)));
  };
  const ofEvents = events.flatMap(({ task, enabling, profiles: by }) =>
    namesIn(enabling)
      .filter((field) => isHiddenFrom(field, by))
      .map((of) => ({ item: task, of, reason: 'The definition offers this by a condition to all who may do it.' })),
  );
  // That an event led to a state says that it was offered.
  const leading = new Set(
    events
      .flatMap(({ leadsTo, enabling }) => (leadsTo === undefined ? [] : [...namesIn(leadsTo), ...namesIn(enabling)]))
      .filter((name) => name !== STATE_FIELD),
  );
  const ofState = [...leading]
    .filter((field) => readers.has(field))
    .map((of) => ({
      field: STATE_FIELD,
      of,
      reason: 'The definition derives the state of a case from it for everybody.',
    }));
  return [...ofEvents, ...ofState];
}

function namesIn(feel: string | undefined): readonly string[] {
  if (feel === undefined) return [];
  const parsed = parseExpression(feel);
  return 'expression' in parsed ? parsed.expression.names : [];
}
