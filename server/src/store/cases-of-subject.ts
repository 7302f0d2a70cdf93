// The cases in which a subject has a key.
import type { Statement } from './statement.ts';

/** @param names those that the key of the subject may have */
export function casesOfSubject(tenant: number, names: readonly string[]): Statement<{ readonly case_id: string }> {
  return {
    name: 'cases-of-subject',
    text: 'select distinct case_id from data_key where tenant = $1 and subject = any ($2) order by case_id',
    values: [tenant, names],
  };
}
