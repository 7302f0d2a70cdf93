// Corrections and statements of disagreement: notes on what is on record, which stays as it was; shown with it, and everybody who was told it
// before is on the list of those to be told.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctionFaces, correctionLine, describeEvent, itemsAbout, missingForCommand } from '../view/view.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { evolve, replay } from './evolve.ts';
import type { CaseState } from './state.ts';

const CARE = `
roles: { officer: Officer }
parties:
  patient: { title: Patient, subject: true }
  carer: { title: Carer, subject: true }
  employer: { title: Employer, subject: true }
data:
  note: { type: text, label: Note, purpose: Test }
  born: { type: date, label: Born, personal: true, subject: patient, purpose: Test }
  illness: { type: text, label: Illness, personal: true, subject: patient, purpose: Test }
  sick: { type: boolean, label: Sick, derived: 'illness != null' }
issues: { claim: { title: Claim, outcomes: { yes: Yes }, by: officer } }
referrals:
  help:
    title: Help
    to: team
    purpose: care
    authority: Care Act s 9
    sections: [general, health]
    declineReasons: { full: Full }
    clock: { within: 5 days, law: { ref: Care Act, kind: statute } }
communications:
  letter: { title: Letter, form: letter, direction: out, with: [patient, carer, employer], channels: { mail: Mail }, by: officer }
access:
  manage: officer
  sections: [{ name: health, title: Health, fields: [illness] }]
plan: { tasks: { talk: { title: Talk, by: officer, repeat: true } } }
forms: { open: { title: Open, fields: { note: optional, born: optional, illness: optional } } }
`;

const DATA = { note: 'x', born: '1980-02-03', illness: 'asthma' };
const WRONG: Extract<CaseCommand, { type: 'RecordCorrection' }> = {
  ...{ type: 'RecordCorrection', about: { field: 'born' }, standing: 'accepted', words: 'Born on 3 March 1980' },
  ...{ authority: 'GDPR art. 16', askedBy: 'party.patient' },
};

function opened(): CaseUnderTest {
  return openCaseUnderTest(CARE, DATA);
}

function noted(on: CaseUnderTest, id: string) {
  const found = on.state?.corrections?.[id];
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
}

describe('a correction', () => {
  test('leaves what it is on as it was, and folds to the same bytes', () => {
    const on = opened();
    expect(JSON.stringify(on.state)).not.toContain('corrections');
    on.do(WRONG, 'kim');
    expect(on.state?.data['born']).toBe('1980-02-03');
    expect(noted(on, 'correction.2')).toEqual({
      ...{ about: { field: 'born' }, standing: 'accepted', words: 'Born on 3 March 1980', askedBy: 'party.patient' },
      ...{ askedOn: '2024-03-01', by: 'kim', on: '2024-03-01', authority: 'GDPR art. 16', reasons: null, from: null },
      recipients: [],
    });
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test('is refused where nothing is on record, without words or law, and for a day to come', () => {
    const on = openCaseUnderTest(CARE, { note: 'x' });
    expect(on.refusal(WRONG)).toBe('entry-refused');
    const full = opened();
    const said: readonly Partial<typeof WRONG>[] = [
      ...[{ words: ' ' }, { authority: '' }, { askedOn: '2024-03-02' }, { askedOn: 'soon' }],
      ...[{ standing: 'attached' as const }, { about: { field: 'sick2' } }],
    ];
    for (const part of said) expect([part, full.refusal({ ...WRONG, ...part })]).toEqual([part, 'entry-refused']);
    expect(full.refusal({ ...WRONG, askedBy: 'party.nobody' })).toBe('unknown-entry');
    expect(full.refusal({ ...WRONG, about: { entry: 'issue.9', of: 'claim' } })).toBe('unknown-entry');
    full.do({ type: 'RaiseIssue', of: 'claim', words: 'Owes money' });
    expect(full.refusal({ ...WRONG, about: { entry: 'issue.2', of: 'other' } })).toBe('unknown-entry');
    expect(full.refusal({ ...WRONG, about: { entry: 'issue.2', of: 'claim' } })).toBeNull();
    const hidden = { ...WRONG, about: { field: 'illness' } };
    expect(missingForCommand(full.caseType, hidden, new Set(['general']))).toEqual(['Health']);
  });

  test('that is not accepted is attached as a statement, with why', () => {
    const on = opened();
    const statement = { ...WRONG, standing: 'attached', reasons: 'The register says so' } as const;
    expect(on.do(statement)).toMatchObject({ correction: { standing: 'attached', reasons: 'The register says so' } });
    const [face] = correctionFaces(on.caseType, stateOf(on), null);
    expect(face === undefined ? '' : correctionLine(face)).toBe(
      'Disputed on 1 March 2024 (GDPR art. 16): Born on 3 March 1980',
    );
  });

  test('is put on a closed case too', () => {
    const on = opened();
    on.do({ type: 'CloseCase', outcome: 'done' });
    expect(on.do(WRONG).type).toBe('CorrectionRecorded');
  });

  test('is of the past once another value stands there', () => {
    const on = opened();
    on.do(WRONG);
    on.do({ type: 'RecordData', data: { note: 'y' } });
    expect(correctionFaces(on.caseType, stateOf(on), null)[0]?.isPast).toBe(false);
    on.do({ type: 'RecordData', data: { born: '1980-03-03' } });
    expect(correctionFaces(on.caseType, stateOf(on), null)[0]?.isPast).toBe(true);
    on.do(WRONG);
    expect(correctionFaces(on.caseType, stateOf(on), null).map(({ isPast }) => isPast)).toEqual([true, false]);
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });
});

describe('whoever reads the case', () => {
  test('reads a note where they may read what it is on, and nothing of it elsewhere', () => {
    const on = opened();
    on.do({ ...WRONG, about: { field: 'illness' }, words: 'Never had it' });
    const told = { nameOf: (id: string) => id };
    const event = on.events.at(-1);
    if (event === undefined) throw new Error('Nothing happened.');
    const general = new Set(['general']);
    expect(correctionFaces(on.caseType, stateOf(on), general)).toEqual([]);
    expect(describeEvent(on.caseType, event, { ...told, parts: general })).toMatchObject({ hidden: true, detail: [] });
    const all = new Set(['general', 'health']);
    expect(correctionFaces(on.caseType, stateOf(on), all)).toMatchObject([{ title: 'Illness', words: 'Never had it' }]);
    expect(describeEvent(on.caseType, event, { ...told, parts: all })).toMatchObject({ title: 'Correction: Illness' });
  });

  test('finds it among what is held about the person', () => {
    const on = opened();
    on.do(WRONG);
    const items = itemsAbout(on.caseType, stateOf(on), { parties: ['party.patient'], parts: null });
    expect(items.filter(({ kind }) => kind === 'correction')).toMatchObject([
      { what: 'correction:correction.2', title: 'Correction of: Born' },
    ]);
    expect(itemsAbout(on.caseType, stateOf(on), { parties: ['party.employer'], parts: null })).not.toContainEqual(
      expect.objectContaining({ kind: 'correction' }),
    );
  });
});

describe('a note that comes from another case', () => {
  const RECEIVED: CaseCommand = {
    ...{ type: 'ReceiveCorrection', field: 'born', from: { caseId: 'other', correction: 'correction.7' } },
    correction: {
      ...{ standing: 'accepted', words: 'Born in March', askedOn: '2024-02-01', authority: 'GDPR art. 16' },
      reasons: null,
    },
  };

  test('is kept once, with where it comes from', () => {
    const on = opened();
    expect(on.do(RECEIVED, 'system.corrections')).toMatchObject({ type: 'CorrectionReceived', id: 'correction.2' });
    expect(on.refusal(RECEIVED)).toBe('nothing-to-do');
    expect(correctionFaces(on.caseType, stateOf(on), null)).toMatchObject([
      { isReceived: true, words: 'Born in March' },
    ]);
  });
});

describe('those who were told before', () => {
  test('are each told, or excused with a reason, once', () => {
    const on = opened();
    send(on, 'party.carer');
    on.do(WRONG);
    const settle = { type: 'SettleRecipient', correction: 'correction.4', recipient: 'party:party.carer' } as const;
    expect(noted(on, 'correction.4').recipients).toMatchObject([{ key: 'party:party.carer', settled: null }]);
    expect(on.refusal({ ...settle, how: 'excused', words: '' })).toBe('entry-refused');
    expect(on.refusal({ ...settle, how: 'told', words: 'By mail', on: '2024-04-01' })).toBe('entry-refused');
    expect(on.refusal({ ...settle, recipient: 'party:party.patient', how: 'told', words: 'x' })).toBe('unknown-entry');
    on.do({ ...settle, how: 'told', words: 'By mail' }, 'kim');
    expect(noted(on, 'correction.4').recipients[0]?.settled).toEqual({
      ...{ how: 'told', on: '2024-03-01', words: 'By mail', by: 'kim' },
    });
    expect(on.refusal({ ...settle, how: 'told', words: 'Again' })).toBe('entry-refused');
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  /** What a case did, as whoever did it remembers: written without the engine's list of recipients. */
  interface Told {
    readonly keys: Set<string>;
  }
  type Step = (on: CaseUnderTest, told: Told) => void;
  const sections = fc.constantFrom<readonly string[]>(['general'], ['health'], ['general', 'health']);
  const letter = fc.constantFrom('party.carer', 'party.employer', 'party.patient').map<Step>((party) => (on, told) => {
    send(on, party);
    if (party !== 'party.patient') told.keys.add(`party:${party}`);
  });
  const draft = fc.constant<Step>((on) => {
    on.do({ ...LETTER, with: ['party.carer'] });
  });
  const share = (field: 'born' | 'illness') =>
    fc.tuple(sections, fc.constantFrom('7', '8')).map<Step>(([shared, to]) => (on, told) => {
      const fact = { kind: 'share', to, unit: null, sections: shared, purpose: 'care', authority: 'Act' } as const;
      on.do({ type: 'GiveAccess', fact: { ...fact, consent: null, until: '2099-01-01T00:00:00Z' } });
      // Whether somebody is ill follows from the illness, and is in the general section.
      if (field === 'illness' || shared.includes('general')) told.keys.add(`agency:${to}`);
    });
  const refer = (field: 'born' | 'illness') =>
    fc.tuple(sections, fc.constantFrom('clinic', 'housing')).map<Step>(([with_, team]) => (on, told) => {
      const words = { words: 'Please help', sections: with_, endsOn: '2024-06-01' };
      on.do({ type: 'OfferReferral', of: 'help', to: { team }, ...words });
      if (field === 'illness' || with_.includes('general')) told.keys.add(`team:${team}`);
    });
  const other = fc.constant<Step>((on) => {
    on.do({ type: 'AddNote', text: 'seen' });
  });

  test.each(['born', 'illness'] as const)('are all on the list, whatever was done before (%s)', (field) => {
    let recipients = 0;
    const steps = fc.array(fc.oneof(letter, draft, share(field), refer(field), other), { maxLength: 8 });
    fc.assert(
      fc.property(steps, (all) => {
        const on = opened();
        const told: Told = { keys: new Set() };
        for (const step of all) step(on, told);
        on.do({ ...WRONG, about: { field } });
        const listed = Object.values(on.state?.corrections ?? {})[0]?.recipients ?? [];
        expect(new Set(listed.map(({ key }) => key))).toEqual(told.keys);
        expect(listed.every(({ through, settled }) => through.length > 0 && settled === null)).toBe(true);
        recipients += listed.length;
        expect(JSON.stringify(on.events.reduce<CaseState | null>(evolve, null))).toBe(JSON.stringify(on.state));
      }),
      { numRuns: 150 },
    );
    expect(recipients).toBeGreaterThan(150);
  });
});

const LETTER: Omit<Extract<CaseCommand, { type: 'DraftCommunication' }>, 'with'> = {
  ...{ type: 'DraftCommunication', of: 'letter', channel: 'mail', subject: 'News', content: 'a'.repeat(64) },
};

function send(on: CaseUnderTest, party: string): void {
  on.do({ ...LETTER, with: [party] });
  const entry = `communication.${on.state?.version}`;
  on.do({ type: 'SendCommunication', of: 'letter', entry });
}

function stateOf({ state }: CaseUnderTest): CaseState {
  if (state === null) throw new Error('The case is not open.');
  return state;
}
