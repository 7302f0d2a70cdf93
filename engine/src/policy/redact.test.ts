// That nothing is let out which was not cut to what its reader may read; most of it is held by the compiler.
import { expect, it } from 'vitest';
import { cutToParts } from '../view/readable-parts.ts';
import { authorize, type Grant, redact, withoutCaseFile } from './policy.ts';

function grant(): Grant {
  const decision = authorize(
    {
      ...{ tenant: 7, person: 'ann', authority: 'session:1', name: 'Ann' },
      ...{ teams: [{ team: 'desk', role: 'officer' }], holding: 'program' },
    },
    { type: 'list-cases' },
    { tenant: 7 },
  );
  if (!decision.allowed) throw new Error(decision.reason);
  return decision.grant;
}

it('takes what was cut to parts, and what says that it holds nothing of a case file', () => {
  const view = cutToParts(null, () => ({ facts: ['x'] }));
  expect(redact(grant(), view)).toEqual({ facts: ['x'] });
  expect(redact(grant(), withoutCaseFile({ items: [] }))).toEqual({ items: [] });
});

it('takes nothing else', () => {
  const uncut = { facts: ['x'] };
  // @ts-expect-error A view that was not cut to parts may not be let out, and does not compile.
  expect(redact(grant(), uncut)).toEqual(uncut);
});
