// Who there is and which cases there are, as data, for playing every route by everybody: each case stands for one way in which
// somebody may be related to a case. Who may do what in it is not said here; that is for the oracle.
import { ALIKE_IN_TWINS } from './matrix-documents.ts';

export interface MatrixUnit {
  readonly agency: number;
  readonly team: string;
  /** Units above it, the nearest first. */
  readonly above: readonly string[];
}

export interface MatrixPerson {
  readonly person: string;
  readonly agency: number;
  readonly memberships: readonly { readonly team: string; readonly role: string }[];
  /** Null: no clearance at all. */
  readonly level: string | null;
  readonly markers: readonly string[];
  readonly readIn: readonly string[];
  /** Matters off which they are walled. */
  readonly walledMatters: readonly string[];
  /** `ended`: a session that began, and whose person has lost what it began with. */
  readonly by: 'nobody' | 'browser' | 'token' | 'ended';
  /** What a token is for. */
  readonly scope: readonly string[];
  readonly caseTypes: readonly string[] | null;
  /** What they say that they ask for. */
  readonly purpose: string | null;
  /** What the seat of an auditor is for that they hold, over the whole agency; null: they hold none. */
  readonly seat: string | null;
}

export interface MatrixGrant {
  readonly person: string;
  /** Null: all. */
  readonly sections: readonly string[] | null;
  readonly expired: boolean;
}

export interface MatrixCase {
  readonly name: string;
  readonly agency: number;
  readonly team: string;
  readonly caseType: string;
  readonly level: string;
  readonly markers: readonly string[];
  readonly compartments: readonly string[];
  readonly matters: readonly string[];
  readonly purposes: readonly string[] | null;
  readonly assigned: string | null;
  readonly walls: readonly {
    readonly person: string | null;
    readonly unit: string | null;
    readonly standing: string;
  }[];
  readonly seals: readonly { readonly section: string | null; readonly openTo: readonly string[] }[];
  readonly shares: readonly MatrixShare[];
  readonly specific: readonly MatrixGrant[];
  readonly emergencies: readonly MatrixGrant[];
  readonly closed: boolean;
  /** What stands in its hidden fields, where two cases are to differ in nothing else. */
  readonly hidden: string | null;
}

export interface MatrixShare {
  readonly to: number;
  readonly sections: readonly string[];
  readonly purpose: string;
  readonly ended: boolean;
}

export interface MatrixWorld {
  readonly units: readonly MatrixUnit[];
  readonly people: readonly MatrixPerson[];
  readonly cases: readonly MatrixCase[];
}

export const CITY = 1;
export const PORT = 2;
export const HARBOUR = 3;
export const AGENCIES: Readonly<Record<number, string>> = { [CITY]: 'city', [PORT]: 'port', [HARBOUR]: 'harbour' };
/** Every case is linked to this one as its child. */
export const HUB = 'own';
/** Two cases that differ in nothing but what stands in their hidden fields, and in what follows from it. */
export const TWINS = ['twin-one', 'twin-two'] as const;

/**
 * A case type with a part of every kind: sections, a field with readers, one with a compartment, a level, and words. What is hidden
 * drives a clock, conditions, a derived field, routing and due dates.
 */
export const MATRIX_CASE_TYPE = 'matter';
export const MATRIX_SOURCE = `
caseType: ${MATRIX_CASE_TYPE}
version: 1.0.0
title: Matter
archetype: service
reference: MA-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, manager: Manager, nurse: Nurse }
parties:
  visitor: { title: Visitor, subject: true, min: 0, max: 9 }
  informer: { title: Informer, subject: true, min: 0, section: health }
issues:
  question: { title: Question, outcomes: { yes: 'Yes', no: 'No' }, atClosing: may-stay-open }
  illness: { title: Illness, outcomes: { ill: Ill, well: Well }, section: health, atClosing: may-stay-open }
goals:
  fitness: { title: Fitness, owner: [informer], section: health, measure: { title: Steps, unit: steps, direction: more }, atClosing: may-stay-open }
obligations:
  remedy: { title: Remedy, owedBy: [agency], section: strategy }
  call: { title: Call, owedBy: [agency, informer], section: contact }
determinations:
  ruling: { title: Ruling, delegation: { role: manager, instrument: rulings, law: { ref: Test Act, kind: statute } }, outcomes: { yes: 'Yes', no: 'No' }, review: {}, atClosing: may-stay-open }
evidence:
  exhibit:
    title: Exhibit
    audiences: { all: { title: Everybody }, sealed: { title: The ward, section: health } }
    custody: tracked
    atClosing: may-stay-open
referrals:
  advice: { title: Advice, to: team, purpose: advice, authority: Test Act, sections: [strategy], declineReasons: { none: None }, clock: { within: 30 days, law: { ref: Test Act, kind: statute } }, section: strategy, atClosing: may-stay-open }
communications:
  letter: { title: Letter, form: letter, with: [informer], channels: { post: Post }, approvedBy: manager, section: contact, atClosing: may-stay-open }
documents:
  paper: { title: Paper, redactedBy: one, audiences: { all: { title: Everybody }, private: { title: The parties, section: contact }, sealed: { title: The ward, section: health } } }
  scheme: { title: Scheme, section: strategy }
disclosures:
  due: { title: Disclosure, to: [visitor], documents: [paper], grounds: { safety: Safety } }
data:
  note: { type: text, label: Note }
  phone: { type: text, label: Telephone }
  diagnosis: { type: text, label: Diagnosis }
  informant: { type: text, label: Informant }
  codename: { type: text, label: Code name }
  defence: { type: text, label: Defence }
  bornOn: { type: date, label: Born }
  grave: { type: boolean, label: Grave, derived: 'contains(diagnosis, "twin-one")' }
opening: { form: open, by: officer }
forms:
  open:
    title: Open
    fields: { note: optional, phone: optional, diagnosis: optional, informant: optional, codename: optional, defence: optional, bornOn: optional }
plan:
  tasks:
    visit: { title: Visit, by: officer }
    ward: { title: Ward, by: nurse, dueWithinDays: 5, entry: [{ when: grave }] }
    calm: { title: Calm, by: nurse, dueWithinDays: 9, entry: [{ when: 'contains(diagnosis, "twin-two")' }] }
    early: { title: Early, by: nurse, entry: [{ when: 'contains(note, "twin")' }], exit: [{ when: grave }] }
    round: { title: Round, by: nurse, routedBy: by-need, entry: [{ when: 'contains(note, "twin")' }] }
  stages:
    care:
      title: Care
      entry: [{ when: grave }]
      tasks: { nursing: { title: Nursing, by: nurse } }
routing:
  queues: { urgent: Urgent, later: Later }
  tables:
    by-need:
      rules:
        - { id: grave, when: grave, to: { queue: urgent }, pick: nobody }
        - { id: rest, to: { queue: later }, pick: nobody }
clocks:
  appeal:
    title: Appeal
    kind: deadline
    from: bornOn
    within: 60 days
    stop: closing
    calendar: AU-ACT
    warn: ['50%']
    escalate: [{ at: due, to: nurse }]
    law: { ref: Test Act, kind: statute }
closing: { by: officer, outcomes: { done: Done } }
access:
  classification: { scale: au-pspf, level: OFFICIAL }
  manage: manager
  sections:
    - { name: contact, title: Contact, fields: [phone, codename] }
    - { name: health, title: Health, fields: [diagnosis, bornOn], readers: [nurse, manager] }
    - { name: strategy, title: Strategy, fields: [defence], classification: { scale: au-pspf, level: PROTECTED } }
  fields:
    - { field: informant, readers: [manager] }
    - { field: codename, compartments: [c7] }
`;
/** Fields of the case type; `words` are notes, which are in no field. */
export const FIELDS = ['note', 'phone', 'diagnosis', 'informant', 'codename', 'defence'] as const;

function unit(agency: number, team: string, above: readonly string[] = []): MatrixUnit {
  return { agency, team, above };
}

const SENSITIVE = 'OFFICIAL: Sensitive';
const READS = [
  ...['read-session', 'list-work', 'list-cases', 'search-cases', 'list-case-types', 'read-log', 'read-case'],
  ...['verify-chain', 'export-cases'],
];
const COMMANDS = ['AddNote', 'RecordData', 'CloseCase', 'ClassifyCase', 'RequestAccess', 'AssignTask'];

type Given = Partial<Omit<MatrixPerson, 'person' | 'memberships'>>;

function person(id: string, memberships: readonly (readonly [string, string])[], given: Given = {}): MatrixPerson {
  return {
    ...{ person: id, agency: CITY, level: SENSITIVE, markers: [], readIn: [], walledMatters: [] },
    ...{ by: 'browser', scope: [], caseTypes: null, purpose: null, seat: null },
    memberships: memberships.map(([team, role]) => ({ team, role })),
    ...given,
  };
}

const PEOPLE: readonly MatrixPerson[] = [
  person('nobody', [], { by: 'nobody' }),
  person('olga', [['desk', 'officer']]),
  person('otto', [['desk', 'officer']]),
  person('cleo', [['desk', 'clerk']]),
  person('nina', [
    ['desk', 'nurse'],
    ['desk', 'exporter'],
  ]),
  person('mara', [['desk', 'manager']], { level: 'SECRET', markers: ['cabinet'], readIn: ['c7', 'c9'] }),
  person('dario', [['parking', 'officer']]),
  person('bea', [['parking', 'officer']]),
  person('sam', [['parking', 'clerk']], { level: 'PROTECTED' }),
  person('rita', [['region', 'director']], { level: 'SECRET' }),
  person('rolf', [['region', 'officer']], { level: 'SECRET' }),
  person('dana', [['district', 'manager']], { readIn: ['c7'] }),
  person('both', [
    ['desk', 'clerk'],
    ['parking', 'officer'],
    ['parking', 'exporter'],
  ]),
  person('una', [['desk', 'officer']], { level: null }),
  person('will', [['desk', 'officer']], { walledMatters: ['m1'] }),
  // Olga handed her work over to her; no session says yet that she stands in.
  person('dela', [['parking', 'clerk']]),
  person('lee', [['desk', 'officer']], { by: 'ended' }),
  person('mova', [['desk', 'officer']], { by: 'ended' }),
  // Those who watch over others: by a role, by a seat, and by either while something keeps them off.
  person('priva', [['parking', 'privacy-officer']]),
  person('prival', [['region', 'privacy-officer']], { level: 'SECRET', markers: ['cabinet'], readIn: ['c7', 'c9'] }),
  person('priwall', [['parking', 'privacy-officer']], { level: 'SECRET', walledMatters: ['m2'], purpose: 'audit' }),
  person('seata', [], { seat: 'audit' }),
  person('seatal', [], { seat: 'audit', level: 'SECRET', markers: ['cabinet'], readIn: ['c7', 'c9'] }),
  person('seatwall', [], { seat: 'inspection', level: 'SECRET', walledMatters: ['m1'], purpose: 'audit' }),
  person('seatless', [], { seat: 'audit', level: null, purpose: 'audit' }),
  person('pia', [['desk', 'officer']], { agency: PORT }),
  person('hana', [['desk', 'officer']], { agency: HARBOUR }),
  person('auda', [['desk', 'officer']], { purpose: 'audit' }),
  person('pina', [['desk', 'officer']], { agency: PORT, purpose: 'inspection' }),
  person('paul', [['desk', 'officer']], { agency: PORT, purpose: 'inspection', readIn: ['c7'] }),
  person('hugo', [['desk', 'officer']], { agency: HARBOUR, purpose: 'inspection' }),
  person(
    'sysin',
    [
      ['desk', 'officer'],
      ['desk', 'exporter'],
    ],
    { by: 'token', scope: [...READS, ...COMMANDS] },
  ),
  person('sysout', [['desk', 'officer']], { by: 'token', scope: ['list-work'] }),
  person('systype', [['desk', 'officer']], { by: 'token', scope: [...READS, ...COMMANDS], caseTypes: ['other'] }),
  person('sysdir', [], { by: 'token', scope: ['provision'] }),
  person('sysport', [['desk', 'officer']], { agency: PORT, by: 'token', scope: [...READS, ...COMMANDS] }),
];

function caseOf(name: string, given: Partial<Omit<MatrixCase, 'name'>> = {}): MatrixCase {
  return {
    ...{ name, agency: CITY, team: 'desk', caseType: MATRIX_CASE_TYPE, level: 'OFFICIAL', markers: [] },
    ...{ compartments: [], matters: [], purposes: null, assigned: null, walls: [], seals: [], shares: [] },
    ...{ specific: [], emergencies: [], closed: false, hidden: null },
    ...given,
  };
}

const CASES: readonly MatrixCase[] = [
  caseOf('own', { assigned: 'olga' }),
  caseOf('plain'),
  caseOf('away', { assigned: 'dario' }),
  caseOf('parking', { team: 'parking' }),
  caseOf('district', { team: 'district' }),
  caseOf('region', { team: 'region' }),
  caseOf('port', { agency: PORT }),
  caseOf('shared', {
    shares: [
      { to: PORT, sections: ['contact'], purpose: 'inspection', ended: false },
      { to: HARBOUR, sections: ['general'], purpose: 'inspection', ended: true },
    ],
  }),
  caseOf('walled', {
    walls: [
      { person: 'otto', unit: null, standing: 'declared' },
      { person: null, unit: 'parking', standing: 'declared' },
    ],
  }),
  caseOf('watchers-walled', {
    walls: ['seatwall', 'priwall', 'prival'].map((name) => ({ person: name, unit: null, standing: 'declared' })),
  }),
  caseOf('watchers-sealed', { seals: [{ section: null, openTo: ['olga', 'mara', 'seatal', 'prival'] }] }),
  caseOf('walled-above', { walls: [{ person: null, unit: 'region', standing: 'declared' }] }),
  caseOf('suspected', { walls: [{ person: 'olga', unit: null, standing: 'suggested' }] }),
  caseOf('of-matter', { matters: ['m1', 'm2'] }),
  caseOf('high', { level: 'SECRET' }),
  caseOf('marked', { markers: ['cabinet'] }),
  caseOf('compartment', { compartments: ['c9'] }),
  caseOf('sealed', { seals: [{ section: null, openTo: ['olga', 'mara'] }] }),
  caseOf('part-sealed', { seals: [{ section: 'contact', openTo: ['otto'] }] }),
  caseOf('granted', {
    specific: [
      { person: 'sam', sections: null, expired: false },
      { person: 'dario', sections: ['contact'], expired: false },
    ],
  }),
  caseOf('emergency', { emergencies: [{ person: 'bea', sections: null, expired: false }] }),
  caseOf('emergency-walled', {
    emergencies: [{ person: 'bea', sections: null, expired: false }],
    walls: [{ person: 'bea', unit: null, standing: 'declared' }],
  }),
  caseOf('expired', {
    specific: [{ person: 'sam', sections: null, expired: true }],
    emergencies: [{ person: 'bea', sections: null, expired: true }],
  }),
  caseOf('for-audit', { purposes: ['audit'] }),
  caseOf('closed', { assigned: 'dario', closed: true }),
  caseOf('twin-one', { hidden: 'first' }),
  caseOf('twin-two', { hidden: 'the second, much longer, with other words' }),
];

export const MATRIX_WORLD: MatrixWorld = {
  units: [
    unit(CITY, 'region'),
    unit(CITY, 'district', ['region']),
    unit(CITY, 'desk', ['district', 'region']),
    unit(CITY, 'parking'),
    unit(PORT, 'desk'),
    unit(HARBOUR, 'desk'),
  ],
  people: PEOPLE,
  cases: CASES,
};

/** From which the clock of a twin counts, and what was done in it, by whom; null for every other case, which has no such day. */
export function drivenOf({ name }: MatrixCase): { bornOn: string; done: string; by: string } | null {
  if (name === TWINS[0]) return { bornOn: '2025-10-01', done: 'nursing', by: 'nina' };
  return name === TWINS[1] ? { bornOn: '2025-08-20', done: 'calm', by: 'mara' } : null;
}

/** What stands in a field of a case, so that it is recognised wherever it turns up. */
export function canaryOf(field: string, { name, hidden }: MatrixCase): string {
  const differs = hidden !== null && !['note', 'phone', 'words', ...ALIKE_IN_TWINS].includes(field);
  return hidden !== null && !differs ? `canary.${field}.twin` : `canary.${field}.${name}${differs ? ` ${hidden}` : ''}`;
}
