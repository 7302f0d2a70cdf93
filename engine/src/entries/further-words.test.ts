// Every word that people wrote in an entry is named, each by a place of its own, and nothing else is.
import { expect, test } from 'vitest';
import type { Communication } from './communication.ts';
import type { Determination } from './determination.ts';
import type { Evidence } from './evidence.ts';
import {
  changeCommunicationWords,
  changeDeterminationWords,
  changeEvidenceWords,
  changeReferralWords,
  type ChangeWord,
  partiesOfWords,
} from './further-words.ts';
import type { Referral } from './referral.ts';

const HASH = 'a'.repeat(64);
const KEPT = { of: 'one', from: '2024-03-01', until: null } as const;

const DETERMINATION: Determination = {
  ...{ kind: 'determination', ...KEPT, status: 'made', outcome: 'refused', reasons: 'Word 1', issues: [] },
  manifest: [
    { field: 'note', version: 1 },
    { document: HASH, words: 'Word 2' },
  ],
  notice: [
    { party: 'party.a', on: null, withheld: 'Word 3' },
    { party: 'party.b', on: '2024-03-02', withheld: null },
  ],
  ...{ draft: 3, involved: ['p1'], made: null, rights: ['again'], reviewOf: null },
  review: { right: 'again', party: 'party.b', on: '2024-03-03', words: 'Word 4', late: 'Word 5', answer: null },
  ...{ windows: [], reviewClosedOn: null, why: 'Word 6' },
};
const OUTSIDE = { outside: 'Word 1' };
const EVIDENCE: Evidence = {
  ...{ kind: 'evidence', ...KEPT, status: 'returned', exhibit: 1, words: 'Word 2', document: HASH, audience: 'joint' },
  ...{ offeredFor: ['issue.2'], hasGap: true, returnedTo: OUTSIDE, reasons: 'Word 3' },
  custody: {
    ...{ from: OUTSIDE, first: { person: 'p1' }, since: '2024-03-01', receipt: null },
    transfers: [
      {
        ...{ from: OUTSIDE, to: OUTSIDE, at: '2024-03-01', offeredBy: 'p1', receivedAt: null, confirmedBy: null },
        ...{ receipt: null, declined: 'Word 4' },
      },
    ],
    reported: [{ from: '2024-03-01', until: null, words: 'Word 5' }],
  },
};
const REFERRAL: Referral = {
  ...{ kind: 'referral', ...KEPT, status: 'answered', to: { team: 'clinic' }, purpose: 'care', authority: 'Act' },
  ...{ sections: [], share: null, words: 'Word 1', answerBy: '2024-03-08', endsOn: '2024-03-09' },
  ...{ declined: null, answer: 'Word 2', reasons: 'Word 3' },
};
const COMMUNICATION: Communication = {
  ...{ kind: 'communication', ...KEPT, status: 'bounced', direction: 'out', channel: 'post', with: ['party.a'] },
  ...{ subject: 'Word 1', content: HASH, answers: null, writtenBy: ['p1'], approved: null, reasons: 'Word 2' },
};

test.each([
  ['a determination', DETERMINATION, (change: ChangeWord) => changeDeterminationWords(DETERMINATION, change), 6],
  ['an exhibit', EVIDENCE, (change: ChangeWord) => changeEvidenceWords(EVIDENCE, change), 8],
  ['a referral', REFERRAL, (change: ChangeWord) => changeReferralWords(REFERRAL, change), 3],
  ['a communication', COMMUNICATION, (change: ChangeWord) => changeCommunicationWords(COMMUNICATION, change), 2],
])('all words of %s are named, and nothing else', (_, entry, changed, count) => {
  const places: string[] = [];
  const sealed = changed((word, place) => {
    expect(word).toMatch(/^Word \d$/);
    places.push(place);
    return 'sealed';
  });
  expect(new Set(places).size).toBe(count);
  expect(places).toHaveLength(count);
  expect(JSON.stringify(sealed)).toBe(JSON.stringify(entry).replaceAll(/Word \d/g, 'sealed'));
});

test('says of which parties the words are, where an entry names them', () => {
  expect(partiesOfWords(DETERMINATION)).toEqual(['party.a', 'party.b']);
  expect(partiesOfWords(COMMUNICATION)).toEqual(['party.a']);
  expect([EVIDENCE, REFERRAL].map(partiesOfWords)).toEqual([[], []]);
});
