// The golden vectors of real laws, each citing its law, and the seven rows that were asked to be added to them. Dates
// were worked out by hand from the provisions; where a provision and the vector differ, the row says so.
import { describe, expect, test } from 'vitest';
import { SHIPPED_HOLIDAYS } from '../calendar/calendar.ts';
import { addEntry, type ClockEntry, type ClockHistory, type ClockRule, explainDue, reckonClock } from './clocks.ts';
import {
  australianFoi,
  BRITISH_COLUMBIA_FOI,
  BRITISH_FOI,
  comcare,
  days,
  extended,
  FEDERAL_COURT_DEFENCE,
  historyOf,
  inEnglish,
  months,
  ndis,
  NDIS_ACCESS,
  resumed,
  SUBJECT_ACCESS,
  suspended,
  VICTORIAN_FOI,
  WESTERN_FOI,
} from './test-laws.ts';

/** Enters everything through the door, as a case does, and answers the due date or the code of the refusal. */
function due(rule: ClockRule, at: string, ...entries: readonly ClockEntry[]): string | null {
  let history: ClockHistory = { rule, entries: [] };
  for (const entry of [{ type: 'started', at } as const, ...entries]) {
    const added = addEntry(history, entry, SHIPPED_HOLIDAYS);
    if ('problem' in added) return added.problem.code;
    history = added.history;
  }
  const reckoned = reckonClock(history, SHIPPED_HOLIDAYS);
  return 'problem' in reckoned ? reckoned.problem.code : reckoned.reckoning.dueOn;
}

describe('Freedom of Information Act 1982 (Cth)', () => {
  test('s 15(5)(b), AIA s 36: 30 days from 9 February 2018 end on a Sunday, so the Monday is in time', () => {
    expect(due(australianFoi(), '2018-02-09')).toBe('2018-03-12');
    const explained = explainDue(historyOf(australianFoi(), '2018-02-09'), SHIPPED_HOLIDAYS);
    expect(explained).toMatchObject({ dueOn: '2018-03-12' });
    expect(inEnglish(explained)).toEqual([
      'It started on Friday 9 February 2018.',
      'The period of 30 days begins on Saturday 10 February 2018 (the day before is not counted) and ends on Sunday 11 March 2018 (Freedom of Information Act 1982 (Cth) s 15(5)(b)).',
      'Sunday 11 March 2018 is no working day, so the last day is Monday 12 March 2018.',
      'It is due by the end of Monday 12 March 2018.',
    ]);
  });

  test('AIA s 36(3): in the Capital Territory that Monday is Canberra Day, so it is the Tuesday', () => {
    expect(due(australianFoi('AU-ACT'), '2018-02-09')).toBe('2018-03-13');
    const explained = explainDue(historyOf(australianFoi('AU-ACT'), '2018-02-09'), SHIPPED_HOLIDAYS);
    expect(inEnglish(explained)[2]).toBe(
      'Sunday 11 March 2018 and Monday 12 March 2018 (Canberra Day) are no working days, so the last day is Tuesday 13 March 2018.',
    );
  });

  const thirdParty = extended('2018-02-20', 'third-party', days(30));
  const agreed = extended('2018-04-02', 'agreed', days(30));
  const complex = extended('2018-05-01', 'complex', days(14));
  const again = extended('2018-05-20', 'complex', days(7));
  const deemed: ClockEntry = { type: 'deemed', at: '2018-06-01', outcome: 'refused' };
  const further = extended('2018-06-05', 'after-refusal', days(10));

  test('s 15(6), s 15AA, s 15AB, s 15AC(5): the extensions in their order', () => {
    const start = '2018-02-09';
    expect(due(australianFoi(), start, thirdParty)).toBe('2018-04-10');
    expect(due(australianFoi(), start, thirdParty, agreed)).toBe('2018-05-10');
    expect(due(australianFoi(), start, thirdParty, agreed, complex)).toBe('2018-05-24');
    expect(due(australianFoi(), start, thirdParty, agreed, complex, again)).toBe('2018-05-31');
    // 10 June is a Sunday, and the Monday is the Queen's Birthday in the Capital Territory.
    expect(due(australianFoi(), start, thirdParty, agreed, complex, again, deemed, further)).toBe('2018-06-11');
    expect(due(australianFoi('AU-ACT'), start, thirdParty, agreed, complex, again, deemed, further)).toBe('2018-06-12');
  });

  test('s 15(6), s 15AA and s 15AC(5) may be used once, s 15AA by at most 30 days, s 15AC only after the refusal', () => {
    const start = '2018-02-09';
    expect(due(australianFoi(), start, thirdParty, thirdParty)).toBe('extension-used-up');
    expect(due(australianFoi(), start, extended('2018-02-20', 'agreed', days(31)))).toBe('extension-too-long');
    expect(due(australianFoi(), start, extended('2018-02-20', 'agreed', months(1)))).toBe('extension-too-long');
    expect(due(australianFoi(), start, extended('2018-02-20', 'after-refusal', days(5)))).toBe('not-expired');
    const late = [
      thirdParty,
      agreed,
      complex,
      again,
      deemed,
      further,
      extended('2018-07-01', 'after-refusal', days(1)),
    ];
    expect(due(australianFoi(), start, ...late)).toBe('extension-used-up');
  });

  test('s 15AC(3): the refusal is deemed when the period has passed and not on its last day', () => {
    expect(due(australianFoi(), '2018-02-09', { type: 'deemed', at: '2018-03-12', outcome: 'refused' })).toBe(
      'not-expired',
    );
    expect(due(australianFoi(), '2018-02-09', { type: 'deemed', at: '2018-03-13', outcome: 'refused' })).toBe(
      '2018-03-12',
    );
  });

  test('s 15(5)(a): the request is acknowledged within 14 days', () => {
    expect(due({ ...australianFoi(), within: days(14) }, '2018-02-09')).toBe('2018-02-23');
  });
});

describe('other laws on access to documents', () => {
  test('Freedom of Information Act 1982 (Vic) s 21: 30 days, 15 for consultation, 30 agreed, none after expiry', () => {
    // 2 November 2024 is a Saturday; the Monday works, and Melbourne Cup is the Tuesday.
    expect(due(VICTORIAN_FOI, '2024-10-03')).toBe('2024-11-04');
    expect(due(VICTORIAN_FOI, '2024-10-06')).toBe('2024-11-06');
    expect(due(VICTORIAN_FOI, '2024-10-03', extended('2024-10-20', 'consultation', days(15)))).toBe('2024-11-18');
    expect(due(VICTORIAN_FOI, '2024-10-03', extended('2024-11-04', 'agreed', days(30)))).toBe('2024-12-02');
    expect(due(VICTORIAN_FOI, '2024-10-03', extended('2024-11-05', 'agreed', days(30)))).toBe('expired');
  });

  test('Freedom of Information Act 1992 (WA) s 13: 45 days, then refusal is deemed', () => {
    expect(due(WESTERN_FOI, '2024-04-16')).toBe('2024-05-31');
    // 45 days from 18 April end on Sunday 2 June, and Monday 3 June 2024 is Western Australia Day.
    expect(due(WESTERN_FOI, '2024-04-18')).toBe('2024-06-04');
    expect(due(WESTERN_FOI, '2024-04-18', { type: 'deemed', at: '2024-06-05', outcome: 'refused' })).toBe('2024-06-04');
  });

  test('Freedom of Information Act 2000 (UK) s 10: 20 working days over Easter', () => {
    expect(due(BRITISH_FOI, '2024-03-20')).toBe('2024-04-19');
  });

  test('s 10(6): a bank holiday in any part of the United Kingdom is no working day (12 July, Northern Ireland)', () => {
    expect(due(BRITISH_FOI, '2024-07-01')).toBe('2024-07-30');
    expect(due({ ...BRITISH_FOI, place: 'GB-ENG' }, '2024-07-01')).toBe('2024-07-29');
  });

  test('s 1(3): the vector says that clarification stops the clock; by the Act the 20 days begin anew', () => {
    const asked = [suspended('2024-06-05', 'clarification'), resumed('2024-06-12', 'clarification')];
    expect(due(BRITISH_FOI, '2024-06-03', ...asked)).toBe('2024-07-10');
  });

  test('UK GDPR article 12(3): one month is the corresponding date, and two months more are three from receipt', () => {
    expect(due(SUBJECT_ACCESS, '2024-09-03')).toBe('2024-10-03');
    expect(due(SUBJECT_ACCESS, '2024-01-31')).toBe('2024-02-29');
    expect(due(SUBJECT_ACCESS, '2024-01-31', extended('2024-02-20', 'complex', months(2)))).toBe('2024-04-30');
    // 25 December 2024 plus the 26th, the weekend being later.
    expect(due(SUBJECT_ACCESS, '2024-11-25')).toBe('2024-12-27');
    expect(due(SUBJECT_ACCESS, '2024-09-03', extended('2024-10-04', 'complex', months(2)))).toBe('expired');
  });

  test('UK GDPR article 12A: clarification stops the clock of a subject access request', () => {
    const asked = [suspended('2024-09-09', 'clarification'), resumed('2024-09-16', 'clarification')];
    expect(due(SUBJECT_ACCESS, '2024-09-03', ...asked)).toBe('2024-10-10');
  });

  test('Freedom of Information and Protection of Privacy Act (BC) s 7: 30 days without Saturdays and holidays', () => {
    // Good Friday, Easter Monday and Victoria Day 2024 are left out.
    expect(due(BRITISH_COLUMBIA_FOI, '2024-03-25')).toBe('2024-05-08');
    expect(due(BRITISH_COLUMBIA_FOI, '2024-04-09')).toBe('2024-05-22');
  });
});

describe('Comcare from 1 April 2024', () => {
  test('20, 60 and 30 days, of which the day of receipt is the first', () => {
    expect(due(comcare(20, true), '2024-04-02')).toBe('2024-04-22');
    expect(reckonClock(historyOf(comcare(20, true), '2024-04-02'), SHIPPED_HOLIDAYS)).toMatchObject({
      reckoning: { countedOn: '2024-04-21' },
    });
    expect(due(comcare(60, true), '2024-04-08')).toBe('2024-06-06');
    expect(due(comcare(30, false), '2024-04-08')).toBe('2024-05-07');
  });

  test('information stops the clock of a claim and not that of a reconsideration', () => {
    const asked = suspended('2024-04-15', 'information');
    expect(due(comcare(20, true), '2024-04-08', asked)).toBe(null);
    expect(due(comcare(20, true), '2024-04-08', asked, resumed('2024-04-24', 'information'))).toBe('2024-05-06');
    expect(due(comcare(30, false), '2024-04-08', asked)).toBe('unknown-pause');
  });
});

describe('National Disability Insurance Scheme Act 2013 (Cth)', () => {
  test.each([
    ['s 20, access decision', 21, '2024-07-22'],
    ['s 26, time to give information', 90, '2024-09-30'],
    ['s 32, start of a plan', 21, '2024-07-22'],
    ['s 33, approval of a plan', 56, '2024-08-26'],
    ['s 33, approval for a child younger than 7', 90, '2024-09-30'],
    ['s 100, internal review', 60, '2024-08-30'],
    ['service guarantee, explanation of a decision', 28, '2024-07-29'],
    ['s 38, copy of the plan', 7, '2024-07-08'],
  ])('%s: %i days', (section, count, expected) => {
    expect(due(ndis(count, section), '2024-07-01')).toBe(expected);
  });

  test('s 26: when the information arrives, 14 days are left, however many there were', () => {
    const asked = [suspended('2024-07-10', 'information'), resumed('2024-08-20', 'information')];
    expect(due(NDIS_ACCESS, '2024-07-01', ...asked)).toBe('2024-09-03');
  });

  test('s 21(3): no decision in time is a refusal, which can be reviewed', () => {
    expect(due(NDIS_ACCESS, '2024-07-01', { type: 'deemed', at: '2024-07-23', outcome: 'access not met' })).toBe(
      '2024-07-22',
    );
  });
});

describe('the seven rows', () => {
  test('a pause over a weekend leaves out its Saturday and Sunday too (FOI Act (Cth) s 24AB(8), calendar days)', () => {
    // Friday to Monday, both left out: four days.
    const over = [suspended('2024-05-10', 'practical-refusal'), resumed('2024-05-13', 'practical-refusal')];
    expect(due(australianFoi(), '2024-05-02', ...over)).toBe('2024-06-05');
    // In working days the weekend was never counted, so that only the Monday is lost (end of the pause left out).
    const rule = { ...BRITISH_FOI, pauses: SUBJECT_ACCESS.pauses };
    expect(due(rule, '2024-06-03')).toBe('2024-07-01');
    expect(
      due(rule, '2024-06-03', suspended('2024-06-07', 'clarification'), resumed('2024-06-10', 'clarification')),
    ).toBe('2024-07-02');
  });

  test('two overlapping pauses leave out each day once (FOI Act (Cth) ss 24AB(8), 31)', () => {
    const both = [
      suspended('2024-05-08', 'practical-refusal'),
      suspended('2024-05-10', 'charges'),
      resumed('2024-05-14', 'practical-refusal'),
      resumed('2024-05-17', 'charges'),
    ];
    // 8 to 17 May is ten days, not seven and seven.
    expect(due(australianFoi(), '2024-05-02', ...both)).toBe('2024-06-11');
    expect(due(australianFoi(), '2024-05-02', ...both.slice(0, 3))).toBe(null);
  });

  test('a pause from before a public holiday until after it loses only working days (FOI Act 2000 (UK) s 10(6))', () => {
    const rule = { ...BRITISH_FOI, pauses: SUBJECT_ACCESS.pauses };
    // 24 December to 3 January: 27, 30, 31 December and 3 January are lost; 2 January is a holiday in Scotland.
    const over = [suspended('2024-12-24', 'clarification'), resumed('2025-01-03', 'clarification')];
    expect(due(rule, '2024-12-16')).toBe('2025-01-17');
    expect(due(rule, '2024-12-16', ...over)).toBe('2025-01-23');
  });

  test('days of 23 and 25 hours are days: summer time begins and ends within the period (AIA s 36; day of the zone)', () => {
    // Canberra: 6 October 2024 has 23 hours, 6 April 2025 has 25.
    expect(due(australianFoi(), '2024-09-10T23:30:00+10:00')).toBe('2024-10-10');
    expect(due(australianFoi(), '2025-03-17T23:30:00+11:00')).toBe('2025-04-16');
    // The same instants are another day in UTC, and must not be counted from there.
    expect(due(australianFoi(), '2024-09-10T13:59:59Z')).toBe('2024-10-10');
    expect(due(australianFoi(), '2024-09-10T14:00:00Z')).toBe('2024-10-11');
    expect(due(australianFoi(), '2024-10-06T13:30:00Z')).toBe('2024-11-06');
  });

  test('a leap day is a day, and a month without its date ends on its last day (UK GDPR article 12(3))', () => {
    expect(due(australianFoi(), '2024-01-31')).toBe('2024-03-01');
    expect(due(australianFoi(), '2023-01-31')).toBe('2023-03-02');
    expect(due(SUBJECT_ACCESS, '2024-01-29')).toBe('2024-02-29');
    expect(due(SUBJECT_ACCESS, '2023-01-30')).toBe('2023-02-28');
    // Where the day itself counts, a month ends the day before (Acts Interpretation Act 1901 (Cth) s 2G).
    const counting = { ...comcare(1, false), within: months(1), roll: 'none' } as const;
    expect(due(counting, '2024-03-15')).toBe('2024-04-14');
    expect(due(counting, '2024-01-31')).toBe('2024-02-29');
    expect(due({ ...SUBJECT_ACCESS, within: { count: 1, unit: 'years' } }, '2024-02-29')).toBe('2025-02-28');
  });

  test('an extension on the last day is in time, also on the Monday that stands for a Sunday (FOI Act (Cth) s 15AA)', () => {
    expect(due(australianFoi(), '2018-02-09', extended('2018-03-12', 'agreed', days(30)))).toBe('2018-04-10');
    expect(due(australianFoi(), '2018-02-09', extended('2018-03-12T23:59:59+11:00', 'agreed', days(30)))).toBe(
      '2018-04-10',
    );
    expect(due(australianFoi(), '2018-02-09', extended('2018-03-13', 'agreed', days(30)))).toBe('expired');
    expect(due(australianFoi(), '2018-02-09', extended('2018-03-13T00:00:00+11:00', 'agreed', days(30)))).toBe(
      'expired',
    );
  });

  test('what arrives after close of business arrives on the next working day (Federal Court Rules 2011 r 2.25(3))', () => {
    expect(due(FEDERAL_COURT_DEFENCE, '2024-05-01T16:29:59+10:00')).toBe('2024-05-29');
    expect(due(FEDERAL_COURT_DEFENCE, '2024-05-01T16:30:00+10:00')).toBe('2024-05-30');
    // Friday evening before the King's Birthday counts as Tuesday 11 June.
    expect(due(FEDERAL_COURT_DEFENCE, '2024-06-07T17:00:00+10:00')).toBe('2024-07-09');
    expect(due(FEDERAL_COURT_DEFENCE, '2024-06-08')).toBe('2024-07-09');
    const explained = explainDue(historyOf(FEDERAL_COURT_DEFENCE, '2024-06-07T17:00:00+10:00'), SHIPPED_HOLIDAYS);
    expect(inEnglish(explained)[0]).toBe(
      'It arrived on Friday 7 June 2024 and counts as received on Tuesday 11 June 2024 (after 16:30; Saturday 8 June 2024 is no working day; Sunday 9 June 2024 is no working day; Monday 10 June 2024 is no working day).',
    );
  });
});
