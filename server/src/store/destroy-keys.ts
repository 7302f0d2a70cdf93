// The two functions of the database that destroy keys; what they ask before they do is written in the seventh migration.
import type { Certificate } from './destruction.ts';
import type { Statement } from './statement.ts';

/** Fails with a code of its own where the case is not closed, is under hold, or was not approved as it must be. */
export function destroyKeys(
  tenant: number,
  { caseId, subject }: Pick<Certificate, 'caseId' | 'subject'>,
  record: number,
): Statement<{ readonly keys: number }> {
  return {
    name: 'destroy-keys',
    text: 'select app.destroy_keys($1, $2, $3, $4) as keys',
    values: [tenant, caseId, subject, record],
  };
}

/** For the owner alone, after a restore: what was destroyed before is destroyed again, whatever stands in between. */
export function eraseKeys(
  tenant: number,
  { caseId, subject }: Pick<Certificate, 'caseId' | 'subject'>,
  record: number,
): Statement<{ readonly keys: number }> {
  return {
    name: 'erase-keys',
    text: 'select app_private.erase_keys($1, $2, $3, $4) as keys',
    values: [tenant, caseId, subject, record],
  };
}
