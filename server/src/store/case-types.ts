// Compiled case types, kept in the process by hash: what a hash names never changes, so there is nothing to refresh.
import { checkCaseType, type CaseType } from '@casewright/engine/definition';
import { Corrupt } from '../errors.ts';
import { flight, type Tx } from './database.ts';
import { findCaseTypeSource } from './find-case-type.ts';

export interface CaseTypes {
  /** The case type that an agency published under this hash; compiled when first asked for. */
  readonly byHash: (tx: Tx, tenant: number, hash: Buffer) => Promise<CaseType>;
}

const REMEMBERED = 500;

export function rememberCaseTypes(): CaseTypes {
  const known = new Map<string, CaseType>();
  return {
    async byHash(tx, tenant, hash) {
      const id = hash.toString('hex');
      const found = known.get(id);
      if (found !== undefined) return found;
      const caseType = await load(tx, tenant, hash);
      if (known.size >= REMEMBERED) known.clear();
      known.set(id, caseType);
      return caseType;
    },
  };
}

async function load(tx: Tx, tenant: number, hash: Buffer): Promise<CaseType> {
  const [sources] = await flight(tx, [findCaseTypeSource(tenant, hash)]);
  const [row] = sources.rows;
  const id = hash.toString('hex');
  if (row === undefined) throw new Corrupt(`A case names the case type ${id}, which is not published in its agency.`);
  const checked = checkCaseType(row.source, id);
  if ('problems' in checked)
    throw new Corrupt(`The published case type ${id} does not pass the checker of this version.`);
  return checked.caseType;
}
