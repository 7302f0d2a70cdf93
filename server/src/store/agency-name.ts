// What an agency calls itself, as it stands on its letters.
import type { Statement } from './statement.ts';

/** For a context of that agency. */
export function agencyName(tenant: number): Statement<{ readonly slug: string; readonly name: string }> {
  return { name: 'agency-name', text: 'select slug, name from agency where tenant = $1', values: [tenant] };
}
