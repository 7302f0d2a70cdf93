// Every persona has a journey, and every journey that is named is a test that is there and is run.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PERSONAS } from './personas.ts';

const PROJECT = new URL('../', import.meta.url);

/** Those for whom the interface was designed, in its order. */
const DESIGNED_FOR = [
  ...['intake officer', 'caseworker', 'supervisor', 'auditor, oversight', 'privacy officer', 'records manager'],
  ...['designer (low code)', 'administrator', 'integrator', 'public'],
];
/** How somebody comes in: by keys on the page for it, or a program by its key. The public does not. */
const COMES_IN = /signInAs|signIn\(|client_credentials|tabToPeople/;

function testsIn(source: string): readonly string[] {
  return [...source.matchAll(/^ *(?:it|test)\(\s*(['"`])(.+?)\1,/gm)].map(([, , title = '']) => title);
}

describe('the journeys of personas', () => {
  it('are there for each of them', () => {
    expect(PERSONAS.map(({ persona }) => persona)).toEqual(DESIGNED_FOR);
    expect(PERSONAS.filter(({ journeys, job }) => journeys.length === 0 || job === '')).toEqual([]);
  });

  it('begin before anybody is signed in, but for the public, who never are', () => {
    const begin = PERSONAS.filter(({ persona }) => persona !== 'public').map(({ journeys }) => journeys[0]?.file ?? '');
    expect(begin.filter((file) => !COMES_IN.test(readFileSync(new URL(file, PROJECT), 'utf8')))).toEqual([]);
  });

  it.each(
    PERSONAS.flatMap(({ persona, journeys }) => journeys.map(({ file, title }) => [persona, title, file] as const)),
  )('of a %s: "%s" is a test', (_persona, title, file) => {
    const source = readFileSync(new URL(file, PROJECT), 'utf8');
    expect(testsIn(source).filter((one) => one === title)).toHaveLength(1);
  });
});
