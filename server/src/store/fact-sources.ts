// The cases in which somebody has a key, besides one: those of them that the reader sees, with what is in each, newest first.
import type { CaseFileRecord } from './list-cases.ts';
import { SEEN_PARTS } from './read-case.ts';
import type { Statement } from './statement.ts';

export interface SourcesAsked {
  readonly tenant: number;
  /** Those that the keys of the people may have. */
  readonly names: readonly string[];
  /** The case for which it is asked. */
  readonly except: string;
  readonly limit: number;
}

export function factSources({ tenant, names, except, limit }: SourcesAsked): Statement<CaseFileRecord> {
  return {
    name: 'fact-sources',
    text: `select case_id, reference, case_type, case_type_hash, team, status, opened_at, version, state, ${SEEN_PARTS}
             from case_head
            where tenant = $1 and case_id <> $3 and status <> 'destroyed'
              and case_id in (select k.case_id from data_key k where k.tenant = $1 and k.subject = any ($2::text[]) and k.subject <> '')
            order by opened_at desc, case_id desc limit $4`,
    values: [tenant, names, except, limit],
  };
}
