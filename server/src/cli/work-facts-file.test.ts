import { describe, expect, it } from 'vitest';
import { readWorkFacts } from './work-facts-file.ts';

describe('a file of what routing knows of people', () => {
  it('gives everything of each person, with what is not said left out', () => {
    const source = `
ann:
  capacity: 5
  skills: { noise: 4 }
  languages: [nl]
  away: { from: 2026-07-01, until: 2026-07-21 }
  interests: { PER-2026-000012: His brother's house }
ben: {}
`;
    expect(readWorkFacts(source)).toEqual({
      people: [
        {
          ...{ person: 'ann', capacity: 5, away: { from: '2026-07-01', until: '2026-07-21' }, skills: { noise: 4 } },
          ...{ languages: ['nl'], places: [], queues: [] },
          interests: { 'PER-2026-000012': "His brother's house" },
        },
        {
          ...{ person: 'ben', capacity: 10, away: null, skills: {}, languages: [], places: [], queues: [] },
          interests: {},
        },
      ],
    });
  });

  it.each([
    ['', 'The file must be a group of people.'],
    ['{}', 'The file names nobody.'],
    ['a: [', 'This is not YAML'],
    ['a: &x [*x]', 'This is not YAML'],
    ['a b: {}', '“a b” cannot be the id of a person.'],
    ['ann: 3', 'ann: this must be a group of keys.'],
    ['ann: { capacity: -1 }', 'ann.capacity: This must be a number from 0 on.'],
    ['ann: { capacity: lots }', 'ann.capacity: This must be a number from 0 on.'],
    ['ann: { skill: { law: 1 } }', 'ann.skill: This is not known here.'],
    ['ann: { skills: { law: 6 } }', 'ann.skills.law: A level is a whole number from 1 to 5.'],
    ['ann: { skills: [law] }', 'ann.skills: This must be a group of skills.'],
    ['ann: { languages: nl }', 'ann.languages: This must be a list of texts.'],
    ['ann: { places: [3] }', 'ann.places: This must be a list of texts.'],
    ['ann: { away: tomorrow }', 'ann.away: Say from and until'],
    ['ann: { away: { from: 2026-07-02, until: 2026-07-01 } }', 'ann.away: Say from and until'],
    ['ann: { interests: { x: 3 } }', 'ann.interests.x: Say what was declared.'],
  ])('with %j is refused with what to do', (source, reason) => {
    const read = readWorkFacts(source);
    expect('problems' in read ? read.problems.join('\n') : '').toContain(reason);
  });
});
