// Lines as they are said in English, and what they are in French; what people wrote stays as it is.
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { activityInFrench, lineInFrench } from './activity-in-french.ts';

const NBSP = '\u00a0';

describe('a line of an activity', () => {
  it.each([
    ['Case opened', 'Dossier ouvert'],
    ['Reference INF-2026-000006', 'Référence INF-2026-000006'],
    [
      'To do now: Send the fine, by 22 January 2027',
      `À faire maintenant${NBSP}: Send the fine, avant le 22 janvier 2027`,
    ],
    ['To do now: Send the fine', `À faire maintenant${NBSP}: Send the fine`],
    [
      'Fine: due on 1 August 2026, before on 3 July 2026',
      `Fine${NBSP}: échéance au 1er août 2026, auparavant au 3 juillet 2026`,
    ],
    ['Created on: 24 October 2026', `Created on${NBSP}: 24 octobre 2026`],
    ['Seen: 11 October 2011, 13:45 (+02:00)', `Seen${NBSP}: 11 octobre 2011, 13:45 (+02:00)`],
    ['Paid: Yes', `Paid${NBSP}: Oui`],
    ['75 % of the time has passed: Answer', `75${NBSP}% du délai est passé${NBSP}: Answer`],
    ['Assigned to Ana Ruiz: Visit: first', `Confié à Ana Ruiz${NBSP}: Visit: first`],
    ['From 1 May 2026 until 2 May 2026', 'Du 1er mai 2026 au 2 mai 2026'],
    ['Pain: from 7 to 2.5 points', `Pain${NBSP}: de 7 à 2.5 points`],
    ['Obligation met: Pay back', `Obligation remplie${NBSP}: Pay back`],
    ['Reason: For the record, by hand', `Motif${NBSP}: For the record, by hand`],
  ])('%s', (english, french) => {
    expect(lineInFrench(english)).toBe(french);
  });

  it.each(['Class of vehicle: A', 'He came from Rome to Milan', 'For the record, by hand', 'x'.repeat(5_000), ''])(
    'stays as it is where somebody wrote it: %s',
    (own) => {
      expect(lineInFrench(own)).toBe(own);
    },
  );

  it('says what is of access where it is of access', () => {
    const words = { title: 'Shared with agency 7', detail: ['For court, by the Act', 'Until 3 May 2026'] };
    expect(activityInFrench(words, 'access')).toEqual({
      title: 'Partagé avec agency 7',
      detail: ['Pour court, en vertu de the Act', 'Jusqu’au 3 mai 2026'],
    });
    expect(activityInFrench({ title: 'Note', detail: ['Case opened'] }, 'note').detail).toEqual(['Case opened']);
  });
});

test('every kind of event about what a case keeps has its title in French', () => {
  const source = readFileSync(new URL('./entry-words.ts', import.meta.url), 'utf8');
  const titles = [...source.matchAll(/^ {2}[A-Z]\w+: '([^']+)',$/gm)].map(([, title]) => title ?? '');
  expect(titles.length).toBeGreaterThan(50);
  expect(titles.filter((title) => lineInFrench(title) === title)).toEqual([]);
});
