import { expect, it } from 'vitest';
import { actorName } from './actor-name.ts';

const NAMES = new Map([['anna', 'Anna Ricci']]);

it('names people, and says of the program what it is in the language of the reader', () => {
  expect(actorName('anna', NAMES, ['fr'])).toBe('Anna Ricci');
  expect(actorName('system.routing', NAMES, undefined)).toBe('the program');
  expect(actorName('system', NAMES, ['en-AU'])).toBe('the program');
  expect(actorName('system.timer', NAMES, ['fr-CA', 'en'])).toBe('le programme');
});

it('leaves the id of somebody of whom nothing is known', () => {
  expect(actorName('systematic.smith', NAMES, undefined)).toBe('systematic.smith');
});
