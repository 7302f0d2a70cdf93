// The target of a dry run: everything is decided by the engine in memory, and nothing is written anywhere.
import { SHIPPED_HOLIDAYS } from '@casewright/engine/calendar';
import type { ImportTarget } from './import-target.ts';

/** Accepts what the engine accepted. */
export function dryRunTarget(): ImportTarget {
  return {
    begin: async () => null,
    holidays: async () => SHIPPED_HOLIDAYS,
    ensurePerson: async () => undefined,
    write: async ({ step }) => ({ kind: 'applied', version: step.version }),
    writeTogether: async (steps) => steps.map(({ step }) => ({ kind: 'applied', version: step.version })),
    saveLowWater: async () => undefined,
    finish: async () => undefined,
  };
}
