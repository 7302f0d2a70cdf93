// Does a destruction again in a database that came back from an older copy. It was lawful and approved when it was done, so
// nothing is asked again; that it was done again is evidence of its own. Works as the owner of the database, since the
// application's role may destroy only what it can show to be closed, free of holds and approved now.
import { programContext } from '../store/context.ts';
import { flight, rollback, type Database } from '../store/database.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import type { Certificate } from '../store/destruction.ts';
import { wentOnAfter } from '../store/destruction-lists.ts';
import { eraseKeys } from '../store/destroy-keys.ts';
import { hashPayload } from '../store/hash-event.ts';
import { loadKeys } from '../store/load-case.ts';
import { lockHead } from '../store/read-projection.ts';
import { remakeCase, type RebuildDeps } from '../store/rebuild.ts';
import { purges } from './destroy.ts';
import { endChain } from './destruction-event.ts';
import { redactReports } from './redact-reports.ts';

export interface DestroyAgainDeps extends RebuildDeps {
  /** As the owner. */
  readonly ownerDatabase: Database;
  readonly nowMs: () => number;
}

/**
 * - `done`: it is destroyed again
 * - `absent`: the case is not in this database, or nothing is left of it
 * - `never-happened`: the case went on after that moment, so the line outside was never followed by a commit
 * - `damaged`: the case cannot be read, and its keys are still there
 */
export type Again = 'done' | 'absent' | 'never-happened' | 'damaged';

const PERSON = 'system.disposal';

export function destroyAgain(
  deps: DestroyAgainDeps,
  { tenant, certificate }: { readonly tenant: number; readonly certificate: Certificate },
): Promise<Again> {
  const { caseId, subject } = certificate;
  return deps.ownerDatabase.transaction(programContext(tenant, PERSON), async (tx): Promise<Again> => {
    const [heads, keys, later] = await flight(tx, [
      lockHead(tenant, caseId),
      loadKeys(tenant, caseId),
      wentOnAfter(tenant, caseId, certificate.destroyedAt),
    ]);
    const [head] = heads.rows;
    const own = keys.rows.filter((row) => subject === '' || row.subject === subject);
    if (head === undefined || own.length === 0) {
      rollback(tx);
      return own.length === 0 ? 'absent' : 'damaged';
    }
    if (later.rows[0]?.went_on === true) {
      rollback(tx);
      return 'never-happened';
    }
    const at = new Date(deps.nowMs()).toISOString();
    const again: Certificate = {
      ...certificate,
      ...{ events: head.version, lastHash: head.last_hash.toString('hex'), destroyedAt: at },
      keys: own.map((row) => ({
        ...{ keyId: row.key_id, subject: row.subject },
        wrappedHash: hashPayload(row.wrapped).toString('hex'),
      })),
    };
    const record = await nextCustody(tx, tenant);
    await flight(tx, [
      ...recordCustody({ tenant, seq: record, actor: PERSON, at }, ['destroyed-again', again]),
      eraseKeys(tenant, again, record),
      ...endChain({ tenant, head, at, body: { shape: 1, record, certificate: again } }),
      ...purges(deps.keys, tenant, { caseId, subject, head, keys: own }),
    ]);
    await redactReports(tx, tenant, subject === '' ? head.reference : null);
    return (await remakeCase(deps, tx, { tenant, caseId })) === null ? 'done' : 'damaged';
  });
}
