// The role that a command asks for, and that nobody acts on what they may not read.
import { checkCaseType, type CaseType } from '@casewright/engine/definition';
import { type CaseCommand, type CaseState, decide } from '@casewright/engine/case';
import type { Principal } from '@casewright/engine/policy';
import { describe, expect, it } from 'vitest';
import { mayCommand } from './may-command.ts';
import { principalOfMember } from './member-principal.ts';

const SOURCE = `
caseType: care
version: 1.0.0
title: Care
archetype: service
reference: CA-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, manager: Manager }
data: { note: { type: text, label: Note }, diagnosis: { type: text, label: Diagnosis } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { diagnosis: optional } } }
plan: { tasks: { visit: { title: Visit, by: officer, form: open } } }
closing: { by: officer, outcomes: { done: Done } }
access: { manage: manager, sections: [{ name: health, title: Health, fields: [diagnosis] }] }
`;

function compiled(): CaseType {
  const checked = checkCaseType(SOURCE, 'f'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.caseType;
}

const caseType = compiled();

function person(role: string, team = 'desk'): Principal {
  return principalOfMember({ tenant: 7, person: role, authority: 'session:1', name: role, teams: [{ team, role }] });
}

/** What a case of the desk asks of its readers. */
const access = { tokens: ['in:7/desk', 'over:7/desk'], needs: [], purposes: ['purpose:*'], walls: [] };

const REVIEW: CaseCommand = { type: 'ReviewBreakGlass', fact: 'break-glass.2', finding: 'justified', reason: 'x' };
const BREAK: CaseCommand = { type: 'BreakGlass', category: 'life', reason: 'x' };
const COMPLETE: CaseCommand = { type: 'CompleteTask', task: 'visit', data: {} };

it('asks for the role that manages access, and for none where anybody of the agency may', () => {
  const may = (who: Principal, command: CaseCommand): boolean =>
    mayCommand(who, { command, caseType, team: 'desk', above: [], access, parts: null });
  expect([may(person('manager'), REVIEW), may(person('officer'), REVIEW)]).toEqual([true, false]);
  expect(may(person('manager', 'other'), REVIEW)).toBe(false);
  expect(may(person('clerk', 'other'), BREAK)).toBe(true);
});

const RULED = SOURCE.replace(
  'data: {',
  'data: { stage: { type: text, label: Stage }, sealed: { type: text, label: Sealed },',
)
  .replace('by: officer, form: open }', 'by: [officer, nurse], form: open }')
  .replace('roles: {', 'roles: { nurse: Nurse,')
  .replace(
    'sections: [',
    'sections: [{ name: sealed, title: Sealed, fields: [sealed], writers: [] }, { name: own, title: Own, fields: [note], writers: [nurse] },',
  )
  .replace('access: {', 'access: { acting: [{ by: [nurse] , when: stage = "late" }],');

describe('work of several roles', () => {
  const checked = checkCaseType(RULED, 'e'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  const ruled = checked.caseType;
  const opened = decide(
    ruled,
    null,
    { type: 'OpenCase', reference: 'R', subjects: {}, data: {} },
    { occurred: '2026-11-23', actor: 'a' },
  );
  if ('rejection' in opened) throw new Error(JSON.stringify(opened.rejection));
  const state = opened.after;
  const may = (role: string, command: CaseCommand, data: CaseState['data'] = {}): boolean =>
    mayCommand(person(role), {
      ...{ command, caseType: ruled, team: 'desk', above: [], access, parts: null },
      state: { ...state, data },
    });
  const record = (data: Readonly<Record<string, string>>): CaseCommand => ({ type: 'RecordData', data });

  it('is done by whoever has one of them', () => {
    expect(['officer', 'nurse', 'manager'].map((role) => may(role, COMPLETE))).toEqual([true, true, false]);
  });

  it('asks who may act as the case stands', () => {
    expect(['officer', 'nurse'].map((role) => may(role, COMPLETE, { stage: 'late' }))).toEqual([false, true]);
    expect(may('officer', { type: 'AddNote', text: 'x' }, { stage: 'late' })).toBe(true);
  });

  it('lets only writers record a field, and everybody send back what is on record', () => {
    expect(['officer', 'nurse'].map((role) => may(role, record({ note: 'new' })))).toEqual([false, true]);
    expect(may('officer', record({ note: 'old' }), { note: 'old' })).toBe(true);
    expect(['officer', 'nurse'].map((role) => may(role, record({ sealed: 'x' })))).toEqual([false, false]);
    expect(may('officer', record({ stage: 'x' }))).toBe(true);
  });
});

it('lets nobody do work whose form asks about what they may not read', () => {
  const may = (parts: ReadonlySet<string> | null): boolean =>
    mayCommand(person('officer'), { command: COMPLETE, caseType, team: 'desk', above: [], access, parts });
  expect([may(null), may(new Set(['general', 'health'])), may(new Set(['general']))]).toEqual([true, true, false]);
});
