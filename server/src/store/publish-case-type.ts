// Publishes a case type in an agency. What was published is never changed: a version names one text for good. At a start, with an
// import and in tests it is published by whoever keeps the installation, and is in force at once; everybody else goes by a draft.
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

function insertCaseType(of: Publication, hash: Buffer): Statement {
  const { tenant, person, caseType, source, publishedAt } = of;
  return {
    name: 'insert-case-type',
    text: `insert into case_type (tenant, name, version, hash, source, published_at, published_by) values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (tenant, name, version) do nothing`,
    values: [tenant, caseType.name, caseType.version, hash, source, publishedAt, person],
  };
}

export interface DraftPublication extends Publication {
  readonly draftId: string;
  /** From then on new cases open under it. UTC. */
  readonly inForceAt: string;
}

/** What a draft says is published with the step that publishes it. It throws where the version is there already. */
export function insertFromDraft(of: DraftPublication): Statement {
  const { tenant, person, caseType, source, publishedAt, draftId, inForceAt } = of;
  return {
    name: 'insert-case-type-from-draft',
    text: `insert into case_type (tenant, name, version, hash, source, published_at, published_by, draft_id, in_force_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      ...[tenant, caseType.name, caseType.version, Buffer.from(caseType.hash, 'hex'), source],
      ...[publishedAt, person, draftId, inForceAt],
    ],
  };
}

function hashOfVersion({ tenant, caseType }: Publication): Statement<{ readonly hash: Buffer }> {
  return {
    name: 'hash-of-case-type-version',
    text: 'select hash from case_type where tenant = $1 and name = $2 and version = $3',
    values: [tenant, caseType.name, caseType.version],
  };
}
