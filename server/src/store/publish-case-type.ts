// Publishes a case type in an agency. What was published is never changed: a version names one text for good.
import type { CaseType } from '@casewright/engine/definition';
import type { Database } from './database.ts';
import type { Statement } from './statement.ts';
import { programContext } from './context.ts';

export interface Publication {
  readonly tenant: number;
  /** Who publishes, for the context. */
  readonly person: string;
  readonly caseType: CaseType;
  /** The text that was checked; its hash is the case type's. */
  readonly source: string;
  /** ISO 8601. */
  readonly publishedAt: string;
}

export type Published = 'published' | 'already-published' | 'version-taken';

/** @returns `version-taken` when this version was published before with another text; nothing is written then. */
export async function publishCaseType(database: Database, publication: Publication): Promise<Published> {
  const { tenant, person } = publication;
  const hash = Buffer.from(publication.caseType.hash, 'hex');
  const [inserted, found] = await database.once(programContext(tenant, person), [
    insertCaseType(publication, hash),
    hashOfVersion(publication),
  ]);
  if (inserted.count === 1) return 'published';
  return found.rows[0]?.hash.equals(hash) === true ? 'already-published' : 'version-taken';
}

function insertCaseType({ tenant, caseType, source, publishedAt }: Publication, hash: Buffer): Statement {
  return {
    name: 'insert-case-type',
    text: `insert into case_type (tenant, name, version, hash, source, published_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (tenant, name, version) do nothing`,
    values: [tenant, caseType.name, caseType.version, hash, source, publishedAt],
  };
}

function hashOfVersion({ tenant, caseType }: Publication): Statement<{ readonly hash: Buffer }> {
  return {
    name: 'hash-of-case-type-version',
    text: 'select hash from case_type where tenant = $1 and name = $2 and version = $3',
    values: [tenant, caseType.name, caseType.version],
  };
}
