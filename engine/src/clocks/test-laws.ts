// Rules of real laws for the tests of this room, each with its provision. They are examples: an agency's own case type
// is what binds it.
import { inWords } from '../sentences/sentences.ts';
import type { ClockEntry, ClockHistory, ClockRule, DueExplanation, Law, Period } from './clocks.ts';

export const statute = (reference: string): Law => ({ reference, kind: 'statute' });
export const days = (count: number): Period => ({ count, unit: 'days' });
export const months = (count: number): Period => ({ count, unit: 'months' });

const PLAIN: ClockRule = {
  within: days(30),
  firstDay: 'exclude',
  roll: 'forward',
  place: 'AU',
  zone: 'Australia/Canberra',
  pauses: {},
  extensions: {},
  warn: [],
  law: statute('test'),
};

/** Freedom of Information Act 1982 (Cth). Rolling: Acts Interpretation Act 1901 (Cth) s 36(2). */
export function australianFoi(place = 'AU'): ClockRule {
  return {
    ...PLAIN,
    place,
    law: statute('Freedom of Information Act 1982 (Cth) s 15(5)(b)'),
    pauses: {
      'practical-refusal': {
        title: 'Consultation before a practical refusal',
        then: 'continue',
        leavesOut: 'both',
        law: statute('Freedom of Information Act 1982 (Cth) s 24AB(8)'),
      },
      charges: {
        title: 'Waiting for a charge to be paid',
        then: 'continue',
        law: statute('Freedom of Information Act 1982 (Cth) s 31'),
      },
    },
    extensions: {
      'third-party': extension('Consulting a third party', days(30), 's 15(6)'),
      agreed: extension('Extension agreed with the applicant', days(30), 's 15AA'),
      complex: { ...extension('Complex or voluminous request', null, 's 15AB'), times: null },
      'after-refusal': {
        ...extension('Further time after a deemed refusal', null, 's 15AC(5)'),
        when: 'after-expiry',
      },
    },
    deemed: { outcome: 'refused', law: statute('Freedom of Information Act 1982 (Cth) s 15AC(3)') },
    warn: [50, 80, 100],
  };
}

function extension(title: string, by: Period | null, section: string): ClockRule['extensions'][string] {
  const law = statute(`Freedom of Information Act 1982 (Cth) ${section}`);
  return { title, by, times: 1, when: 'before-expiry', law };
}

/** Freedom of Information Act 1982 (Vic) s 21: 30 days, 15 for consultation, 30 agreed at a time, none after expiry. */
export const VICTORIAN_FOI: ClockRule = {
  ...PLAIN,
  place: 'AU-VIC',
  zone: 'Australia/Melbourne',
  law: statute('Freedom of Information Act 1982 (Vic) s 21(1)'),
  extensions: {
    consultation: {
      title: 'Consulting third parties',
      by: days(15),
      times: 1,
      when: 'before-expiry',
      law: statute('Freedom of Information Act 1982 (Vic) s 21(2)(a), (5)'),
    },
    agreed: {
      title: 'Extension agreed with the applicant',
      by: days(30),
      times: null,
      when: 'before-expiry',
      law: statute('Freedom of Information Act 1982 (Vic) s 21(2)(b), (5)'),
    },
  },
};

/** Freedom of Information Act 1992 (WA) s 13: 45 days, then the access is taken to be refused. */
export const WESTERN_FOI: ClockRule = {
  ...PLAIN,
  within: days(45),
  place: 'AU-WA',
  zone: 'Australia/Perth',
  law: statute('Freedom of Information Act 1992 (WA) s 13(3)'),
  deemed: { outcome: 'refused', law: statute('Freedom of Information Act 1992 (WA) s 13(2)') },
};

const UK = 'GB-ENG+GB-NIR+GB-SCT+GB-WLS';

/** Freedom of Information Act 2000 (UK) s 10: 20 working days, anew from the clarification (s 1(3), s 10(6)). */
export const BRITISH_FOI: ClockRule = {
  ...PLAIN,
  within: { count: 20, unit: 'working-days' },
  place: UK,
  zone: 'Europe/London',
  law: statute('Freedom of Information Act 2000 (UK) s 10(1)'),
  pauses: {
    clarification: {
      title: 'Waiting for the request to be clarified',
      then: 'restart',
      law: statute('Freedom of Information Act 2000 (UK) s 1(3)'),
    },
  },
};

/** UK GDPR article 12(3): one month, extended by two further months; the clock stops for clarification (article 12A). */
export const SUBJECT_ACCESS: ClockRule = {
  ...PLAIN,
  within: months(1),
  place: UK,
  zone: 'Europe/London',
  law: statute('UK GDPR article 12(3)'),
  pauses: {
    clarification: {
      title: 'Waiting for the request to be clarified',
      then: 'continue',
      law: statute('UK GDPR article 12A'),
    },
  },
  extensions: {
    complex: {
      title: 'Complex or numerous requests',
      by: months(2),
      times: 1,
      when: 'before-expiry',
      law: statute('UK GDPR article 12(3)'),
    },
  },
};

/** Safety, Rehabilitation and Compensation Act 1988 (Cth), periods of 1 April 2024: the day of receipt is day 1. */
export function comcare(count: number, stops: boolean): ClockRule {
  const law = statute('Safety, Rehabilitation and Compensation Regulations 2019 (Cth), in force from 2024-04-01');
  const pauses = { information: { title: 'Waiting for information', then: 'continue' as const, law } };
  return { ...PLAIN, within: days(count), firstDay: 'include', law, pauses: stops ? pauses : {} };
}

/** National Disability Insurance Scheme Act 2013 (Cth) and its Participant Service Guarantee. */
export function ndis(count: number, section: string): ClockRule {
  return {
    ...PLAIN,
    within: days(count),
    law: statute(`National Disability Insurance Scheme Act 2013 (Cth) ${section}`),
  };
}

/** Access decision: 21 days; after a request for information 14 days from its arrival; silence is refusal. */
export const NDIS_ACCESS: ClockRule = {
  ...ndis(21, 's 20'),
  pauses: {
    information: {
      title: 'Waiting for information',
      then: days(14),
      law: statute('National Disability Insurance Scheme Act 2013 (Cth) s 26'),
    },
  },
  deemed: { outcome: 'access not met', law: statute('National Disability Insurance Scheme Act 2013 (Cth) s 21(3)') },
};

/** Federal Court Rules 2011 (Cth): what is filed at or after 16:30 is filed on the next day (r 2.25(3)). */
export const FEDERAL_COURT_DEFENCE: ClockRule = {
  ...PLAIN,
  within: days(28),
  place: 'AU-NSW',
  zone: 'Australia/Sydney',
  closesAt: '16:30',
  law: statute('Federal Court Rules 2011 (Cth) rr 2.25(3), 16.32'),
};

/** Freedom of Information and Protection of Privacy Act (BC) s 7: 30 days, a day being no Saturday and no holiday. */
export const BRITISH_COLUMBIA_FOI: ClockRule = {
  ...PLAIN,
  within: { count: 30, unit: 'working-days' },
  place: 'CA-BC',
  zone: 'America/Vancouver',
  law: statute('Freedom of Information and Protection of Privacy Act (BC) s 7 and Schedule 1 "day"'),
};

/** A history from compact lines: `['2018-02-09', 'started']`. */
export function historyOf(rule: ClockRule, at: string, ...entries: readonly ClockEntry[]): ClockHistory {
  return { rule, entries: [{ type: 'started', at }, ...entries] };
}

export const suspended = (at: string, pause: string): ClockEntry => ({ type: 'suspended', at, pause, cause: 'test' });
export const resumed = (at: string, pause: string): ClockEntry => ({ type: 'resumed', at, pause });
export const extended = (at: string, name: string, by: Period): ClockEntry => {
  return { type: 'extended', at, extension: name, by, cause: 'test' };
};

/** What an explanation says, a sentence for each step; nothing where there is a problem. */
export function inEnglish(explained: DueExplanation): readonly string[] {
  return 'problem' in explained ? [] : explained.said.map((one) => inWords(one, 'en'));
}
