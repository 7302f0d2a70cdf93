// What a reader of some parts sees of a case: of a hidden field no value anywhere, whatever is asked.
import { inWords } from '../sentences/sentences.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseCommand, CaseEvent } from '../case/case.ts';
import { openCaseUnderTest, SECTIONED, type CaseUnderTest } from '../case/case-under-test.ts';
import type { Assignment } from '../routing/route.ts';
import { askWhyAvailable, askWhyBegun, askWhyNot } from './ask-why.ts';
import { describeEvent } from './activity.ts';
import { type CaseFace, viewCase } from './case-view.ts';
import {
  mayReadField,
  missingForCommand,
  missingForRouting,
  missingParts,
  type ReadableParts,
} from './readable-parts.ts';

const PARTS = ['general', 'health', 'money', 'source'];
const ALL_BUT = (part: string): ReadableParts => new Set(PARTS.filter((each) => each !== part));

/** Each field with a value that is found nowhere else. */
const CANARIES: Readonly<Record<string, string>> = {
  note: 'canary-note',
  diagnosis: 'canary-diagnosis',
  bornOn: '1977-07-07',
  income: '8888.88',
  source: 'canary-source',
};

function worked(): CaseUnderTest {
  const test = openCaseUnderTest(SECTIONED, { note: 'first', diagnosis: 'canary-diagnosis', income: '8888.88' });
  test.now = '2026-03-01T10:00:00Z';
  test.do({ type: 'RecordData', data: { bornOn: '1977-07-07', source: 'canary-source' } });
  test.do({ type: 'AddNote', text: 'canary-note in words' });
  test.complete('talk', { note: 'canary-note' });
  test.do({ type: 'BreakGlass', category: 'life', reason: 'canary-note, and it cannot wait.' });
  return test;
}

const here = worked();

function shown(of: CaseUnderTest, parts: ReadableParts): CaseFace {
  if (of.state === null) throw new Error('There is no case.');
  return viewCase(of.caseType, of.state, { caseId: 'c1', today: '2026-03-02', mayDo: () => true, parts });
}

function told(event: CaseEvent, parts: ReadableParts): { title: string; detail: readonly string[] } {
  return describeEvent(here.caseType, event, { nameOf: (person) => person, parts });
}

/** Everything that can be asked of a case, as text. */
function everything(of: CaseUnderTest, parts: ReadableParts): string {
  const { caseType, state, events } = of;
  if (state === null) throw new Error('There is no case.');
  const context = { occurred: of.now, actor: 'p1' };
  const command = { type: 'StartTask', task: 'act' } as const;
  return JSON.stringify([
    shown(of, parts),
    events.map((event) => told(event, parts)),
    ['act', 'visit', 'talk'].map((item) => [
      askWhyAvailable(caseType, state, { of: item, parts }),
      askWhyBegun(caseType, events, { of: item, parts }),
    ]),
    askWhyNot(caseType, state, { of: { command, context }, parts }),
  ]);
}

describe('a reader of all parts', () => {
  it('sees every value', () => {
    const text = everything(here, null).replaceAll('7 July 1977', '1977-07-07');
    for (const canary of Object.values(CANARIES)) expect(text).toContain(canary);
    expect(everything(here, new Set(PARTS))).toBe(everything(here, null));
  });
});

describe('a reader of some parts', () => {
  it('sees no value of a field that is hidden from them, wherever they look', () => {
    fc.assert(
      fc.property(fc.subarray(PARTS), (names) => {
        const parts = new Set(names);
        const text = everything(here, parts).replaceAll('7 July 1977', '1977-07-07');
        for (const [field, canary] of Object.entries(CANARIES)) {
          const visible = mayReadField(here.caseType, field, parts);
          // What people say in words is in the section general, as the note is.
          expect(text.includes(canary), `${field} for ${names.join()}`).toBe(visible);
        }
      }),
    );
  });

  it('is not told which hidden field changed, nor how many did', () => {
    const [opened, recorded, note] = here.events;
    if (opened === undefined || recorded === undefined || note === undefined) throw new Error('Events are missing.');
    expect(told(recorded, new Set(['money']))).toEqual({ title: 'Details recorded', detail: [] });
    expect(told(recorded, ALL_BUT('source')).detail).toEqual(['Born: 7 July 1977', 'Appeal: due on 5 September 1977']);
    expect(told(note, ALL_BUT('general'))).toEqual({ title: 'Note', detail: [] });
  });

  it('sees nothing that is computed from what is hidden', () => {
    const facts = (parts: ReadableParts): readonly string[] => shown(here, parts).facts.map(({ field }) => field);
    expect(facts(null)).toContain('grave');
    expect(facts(ALL_BUT('health'))).toEqual(['note', 'income', 'source']);
    expect(shown(here, ALL_BUT('health')).clocks).toEqual([]);
    expect(shown(here, ALL_BUT('money')).clocks).toHaveLength(1);
  });

  it('cannot do work whose form asks about a hidden part, and is told which part that is', () => {
    const task = (parts: ReadableParts): object =>
      shown(here, parts)
        .tasks.filter((each) => each.task === 'visit')
        .map(({ mayDo, missing, form }) => ({ mayDo, missing, form: form === null ? null : form.form }))[0] ?? {};
    expect(task(null)).toEqual({ mayDo: true, missing: [], form: 'visit' });
    expect(task(ALL_BUT('money'))).toEqual({ mayDo: true, missing: [], form: 'visit' });
    expect(task(ALL_BUT('health'))).toEqual({ mayDo: false, missing: ['Health'], form: null });
    expect(task(new Set())).toEqual({ mayDo: false, missing: ['Health', 'General'], form: null });
  });

  it('asks for the section of a field besides the field itself', () => {
    expect(mayReadField(here.caseType, 'source', new Set(['source']))).toBe(false);
    expect(mayReadField(here.caseType, 'source', new Set(['general']))).toBe(false);
    expect(missingParts(here.caseType, ['source'], new Set(['general']))).toEqual(['Source']);
  });

  it('hears of a condition that rests on a hidden field only that there is one', () => {
    const { caseType, state } = here;
    if (state === null) throw new Error('There is no case.');
    const asked = (parts: ReadableParts): readonly string[] =>
      askWhyAvailable(caseType, state, { of: 'act', parts })?.causes.map(({ sentence }) => inWords(sentence, 'en')) ??
      [];
    expect(asked(null)).toEqual(['It waits for “Visit”: complete.']);
    here.complete('visit', { diagnosis: 'canary-diagnosis' });
    expect(JSON.stringify(askWhyAvailable(caseType, here.state ?? state, { of: 'act', parts: null }))).toContain(
      'canary-diagnosis',
    );
    const cut = JSON.stringify(askWhyAvailable(caseType, here.state ?? state, { of: 'act', parts: ALL_BUT('health') }));
    expect(cut).not.toContain('diagnosis');
    expect(cut).not.toContain('canary');
  });
});

describe('a command', () => {
  it('is not for whoever may not read what it writes to or asks about', () => {
    const missing = (command: CaseCommand, parts: ReadableParts): readonly string[] =>
      missingForCommand(here.caseType, command, parts);
    const complete: CaseCommand = { type: 'CompleteTask', task: 'visit', data: {} };
    expect(missing(complete, null)).toEqual([]);
    expect(missing(complete, ALL_BUT('money'))).toEqual([]);
    expect(missing(complete, ALL_BUT('health'))).toEqual(['Health']);
    expect(missing({ type: 'StartTask', task: 'visit' }, ALL_BUT('health'))).toEqual(['Health']);
    expect(missing({ ...complete, task: 'act', data: { income: '1' } }, ALL_BUT('money'))).toEqual(['Money']);
    expect(missing({ type: 'RecordData', data: { source: 'x' } }, ALL_BUT('source'))).toEqual(['Source']);
    expect(missing({ type: 'AddNote', text: 'x' }, new Set())).toEqual([]);
  });
});

const SECTIONED_CASE = worked();
SECTIONED_CASE.complete('visit', { diagnosis: 'grave' });

describe('why work began', () => {
  it('is told with the values that mattered to who may read them, and to others that something did', () => {
    const tells = '  tells: [{ item: act, of: diagnosis, reason: Whoever plans must know }]';
    const test = openCaseUnderTest(`${SECTIONED}${tells}\n`);
    test.complete('visit', { diagnosis: 'grave' });
    expect(askWhyBegun(SECTIONED_CASE.caseType, SECTIONED_CASE.events, { of: 'act', parts: ALL_BUT('health') })).toBe(
      null,
    );
    const asked = (parts: ReadableParts): ReturnType<typeof askWhyBegun> =>
      askWhyBegun(test.caseType, test.events, { of: 'act', parts });
    expect(asked(null)?.causes.map(({ sentence }) => inWords(sentence, 'en'))).toEqual([
      '“Visit” was completed.',
      'The condition `diagnosis = "grave"` held: diagnosis was grave.',
    ]);
    const cut = asked(ALL_BUT('health'))?.causes ?? [];
    expect(cut.map(({ sentence }) => inWords(sentence, 'en'))).toEqual([
      '“Visit” was completed.',
      'It rests on something that you may not read.',
    ]);
    expect(cut.slice(1)).toEqual([
      {
        ...{ cause: { kind: 'not-readable' }, removed: [{ kind: 'not-readable' }] },
        sentence: { code: 'it-rests-on-something-that-you', values: {} },
      },
    ]);
  });
});

describe('routing', () => {
  it('is not explained where it rests on a hidden part', () => {
    const test = openCaseUnderTest(
      `${SECTIONED}
routing:
  tables:
    talks: { rules: [{ id: grave, when: 'diagnosis = "grave"', to: { team: desk } }, { id: else, to: { team: desk } }] }
`.replace(
        'talk: { title: Talk, by: officer, form: talk, repeat: true }',
        'talk: { title: Talk, by: nurse, form: talk, routedBy: talks }',
      ),
    );
    expect(missingForRouting(test.caseType, 'talks', null)).toEqual([]);
    expect(missingForRouting(test.caseType, 'talks', ALL_BUT('money'))).toEqual([]);
    expect(missingForRouting(test.caseType, 'talks', ALL_BUT('health'))).toEqual(['Health']);
    const routing: Assignment = {
      ...{ table: { name: 'talks', version: '1.0.0' }, rule: 'grave', target: { team: 'desk' }, weight: 1 },
      ...{ person: null, outcome: 'nobody-can', givenUp: [], candidates: [], draw: null, problems: [] },
    };
    const event = test.do({ type: 'AssignTask', task: 'talk', assignee: null, routing });
    const detail = (parts: ReadableParts): readonly string[] =>
      describeEvent(test.caseType, event, { nameOf: (person) => person, parts }).detail;
    expect(detail(null)).toContain('By the rule grave of the routing table talks');
    expect(detail(ALL_BUT('health'))).toEqual([]);
  });
});
