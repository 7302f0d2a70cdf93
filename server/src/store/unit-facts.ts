// A chain of units, from one to the top, as the facts that the rules of access read.
import type { AccessFact } from '@casewright/engine/policy';

/** @param chain the unit, then what is above it, the nearest first */
export function unitFacts(tenant: number, chain: readonly string[]): readonly AccessFact[] {
  return chain.map((unit, at) => {
    const parent = chain[at + 1];
    return {
      ...{ kind: 'unit', id: `unit.${unit}`, from: null, until: null, unit: `${tenant}/${unit}` },
      parent: parent === undefined ? null : `${tenant}/${parent}`,
    } as const;
  });
}
