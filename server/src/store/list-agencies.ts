// The agencies of this installation. Only the platform's own context sees more than one, and it sees nothing else.
import type { Statement } from './statement.ts';

export interface AgencyRow {
  readonly tenant: number;
  readonly slug: string;
  readonly name: string;
}

/** For the context `PLATFORM`. */
export function listAgencies(): Statement<AgencyRow> {
  return { name: 'list-agencies', text: 'select tenant, slug, name from agency order by tenant', values: [] };
}
