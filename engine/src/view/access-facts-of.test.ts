// The facts that a case gives: each can be read by the policy, and what follows from them is what the case says.
import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../case/case.ts';
import { openCaseUnderTest, SECTIONED, type CaseUnderTest } from '../case/case-under-test.ts';
import { readAccessFacts, readableParts } from '../policy/policy.ts';
import { accessFactsOf } from './access-facts-of.ts';

const caseId = '0190a0a0-0000-7000-8000-000000000001';
const settings = {
  scales: { au: { levels: ['OFFICIAL', 'PROTECTED'], markers: ['privacy'] } },
  roles: {},
};
const now = Date.parse('2026-03-01T12:00:00Z');

function opened(): CaseUnderTest {
  const test = openCaseUnderTest(SECTIONED);
  test.now = '2026-03-01T10:00:00Z';
  return test;
}

function factsOf({ caseType, state }: CaseUnderTest): ReturnType<typeof accessFactsOf> {
  if (state === null) throw new Error('There is no case.');
  return accessFactsOf({ tenant: 7, caseId, caseType, state });
}

/** People, and what they have: everything that the case asks for but the roles. */
function person(name: string, agency = 7): readonly unknown[] {
  const held = { from: null, until: null };
  return [
    { ...held, id: name, kind: 'person', person: `${agency}/${name}` },
    {
      ...held,
      id: `${name}.clear`,
      kind: 'clearance',
      person: `${agency}/${name}`,
      scale: 'au',
      level: 'PROTECTED',
      markers: ['privacy'],
    },
    ...['c1', 'h1'].map((name2) => ({
      ...{ ...held, id: `${name}.${name2}`, kind: 'read-in', person: `${agency}/${name}`, compartment: `7/${name2}` },
    })),
  ];
}

function member(name: string, role: string): readonly unknown[] {
  const held = { from: null, until: null, delegable: true };
  return [
    ...person(name),
    { ...held, id: `${name}.in`, kind: 'membership', person: `7/${name}`, unit: '7/desk', role },
  ];
}

function reads(
  test: CaseUnderTest,
  reader: string,
  { purpose = 'care', more = [] }: { purpose?: string; more?: readonly unknown[] } = {},
): readonly string[] {
  const people = [...member('ann', 'officer'), ...member('nan', 'nurse'), ...person('zoe'), ...person('eve', 8)];
  const world = readAccessFacts([...factsOf(test), ...people, ...more], settings);
  expect(world.unreadable).toEqual([]);
  return readableParts(world, { reader: { person: reader, onBehalfOf: null, purpose }, case: `7/${caseId}` }, now);
}

describe('facts of a case', () => {
  it('have a part for each section and for each field that asks for something of its own', () => {
    expect(factsOf(opened())).toEqual([
      {
        ...{ kind: 'case', id: `${caseId}.case`, from: null, until: null, case: `7/${caseId}`, unit: '7/desk' },
        classification: { scale: 'au', level: 'OFFICIAL', markers: ['privacy'] },
        ...{ matters: [], compartments: ['7/c1'], purposes: ['audit', 'care'] },
        parts: [
          {
            ...{ part: 'general', kind: 'section', section: 'general', classification: null, compartments: [] },
            ...{ readers: null, purposes: null },
          },
          {
            ...{ part: 'health', kind: 'section', section: 'health', classification: null, compartments: ['7/h1'] },
            ...{ readers: ['nurse'], purposes: null },
          },
          {
            ...{ part: 'money', kind: 'section', section: 'money', compartments: [], readers: null },
            classification: { scale: 'au', level: 'PROTECTED', markers: [] },
            purposes: ['care'],
          },
          {
            ...{ part: 'source', kind: 'field', section: 'general', classification: null, compartments: [] },
            ...{ readers: ['manager'], purposes: null },
          },
        ],
      },
    ]);
  });

  it('open to a reader what the case type says', () => {
    expect(reads(opened(), '7/ann')).toEqual(['general', 'money']);
    expect(reads(opened(), '7/nan')).toEqual(['general', 'health', 'money']);
    expect(reads(opened(), '7/ann', { purpose: 'audit' })).toEqual(['general']);
    expect(reads(opened(), '7/zoe')).toEqual([]);
  });

  it('let whoever has work in the case read it while they have it', () => {
    const test = opened();
    test.do({ type: 'AssignTask', task: 'talk', assignee: 'zoe' });
    expect(reads(test, '7/zoe')).toEqual(['general', 'money']);
    test.do({ type: 'AssignTask', task: 'talk', assignee: 'queue:calls' });
    expect(reads(test, '7/zoe')).toEqual([]);
  });

  it.each<[string, CaseCommand['type'], readonly CaseCommand[], string, readonly string[]]>([
    [
      'a wall on a person',
      'GiveAccess',
      [{ type: 'GiveAccess', fact: { kind: 'wall', person: 'ann', unit: null, standing: 'suggested' } }],
      '7/ann',
      [],
    ],
    [
      'a wall on a unit',
      'GiveAccess',
      [{ type: 'GiveAccess', fact: { kind: 'wall', person: null, unit: 'desk', standing: 'declared' } }],
      '7/ann',
      [],
    ],
    [
      'a dismissed wall',
      'EndAccess',
      [
        { type: 'GiveAccess', fact: { kind: 'wall', person: 'ann', unit: null, standing: 'declared' } },
        { type: 'EndAccess', fact: 'wall.2', reason: 'No relation' },
      ],
      '7/ann',
      ['general', 'money'],
    ],
    [
      'a seal',
      'GiveAccess',
      [{ type: 'GiveAccess', fact: { kind: 'seal', section: 'money', openTo: ['nan'] } }],
      '7/ann',
      ['general'],
    ],
    [
      'a share',
      'GiveAccess',
      [
        { type: 'GiveAccess', fact: { kind: 'consent', purpose: 'care', until: null } },
        {
          type: 'GiveAccess',
          fact: {
            ...{ kind: 'share', to: '8', unit: null, sections: ['money'], purpose: 'care', authority: 'Act s 5' },
            ...{ consent: 'consent.2', until: '2026-06-01T00:00:00Z' },
          },
        },
      ],
      '8/eve',
      ['money'],
    ],
    [
      'a share whose consent has ended',
      'GiveAccess',
      [
        { type: 'GiveAccess', fact: { kind: 'consent', purpose: 'care', until: null } },
        {
          type: 'GiveAccess',
          fact: {
            ...{ kind: 'share', to: '8', unit: null, sections: ['money'], purpose: 'care', authority: 'Act s 5' },
            ...{ consent: 'consent.2', until: '2026-06-01T00:00:00Z' },
          },
        },
        { type: 'EndAccess', fact: 'consent.2', reason: 'Withdrawn' },
      ],
      '8/eve',
      [],
    ],
    [
      'broken glass',
      'BreakGlass',
      [{ type: 'BreakGlass', category: 'life', reason: 'A child is missing and cannot wait.' }],
      '7/p1',
      ['general', 'health', 'money', 'source'],
    ],
    [
      'another compartment',
      'ClassifyCase',
      [
        {
          ...{ type: 'ClassifyCase', classification: null, compartments: ['c1', 'c9'], purposes: null },
          ...{ matters: [], reason: 'x' },
        },
        {
          ...{ type: 'ClassifyCase', compartments: ['c1', 'c9'], purposes: null, matters: [], reason: 'x' },
          classification: { scale: 'au', level: 'OFFICIAL', markers: ['privacy'] },
        },
      ],
      '7/ann',
      [],
    ],
  ])('%s means what the policy says', (_what, _type, commands, reader, parts) => {
    const test = opened();
    for (const command of commands) test.do(command);
    expect(reads(test, reader, { more: reader === '7/p1' ? person('p1') : [] })).toEqual(parts);
  });

  it('give what was asked for to whoever asked, and nothing after its time', () => {
    const test = opened();
    test.do({ type: 'RequestAccess', sections: ['general'], until: '2026-03-02T00:00:00Z', reason: 'Cover' }, 'zoe');
    expect(reads(test, '7/zoe')).toEqual([]);
    test.do({ type: 'DecideAccess', request: 'request.2', granted: true, until: null, reason: 'Cover' }, 'ann');
    expect(reads(test, '7/zoe')).toEqual(['general']);
    test.do({ type: 'EndAccess', fact: 'specific.3', reason: 'Back' }, 'ann');
    expect(reads(test, '7/zoe')).toEqual([]);
  });
});
