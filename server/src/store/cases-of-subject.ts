// The cases in which a subject has a key.
import type { Statement } from './statement.ts';

export function casesOfSubject(tenant: number, subject: string): Statement<{ readonly case_id: string }> {
  return {
    name: 'cases-of-subject',
    text: 'select case_id from data_key where tenant = $1 and subject = $2 order by case_id',
    values: [tenant, subject],
  };
}
