// Releases of open data: what was prepared, its files, and the steps that people took with it. Rows are only added: the number leads
// each step, so of two that are taken at once one finds its place taken.
import type { ReleaseFile, ReleaseStep, Working } from '@casewright/engine/release';
import type { Statement } from './statement.ts';

export interface ReleaseRow {
  readonly release_id: string;
  readonly case_type: string;
  readonly hash: Buffer;
  readonly from_on: string;
  readonly until_on: string;
  readonly prepared_at: string;
  readonly follows: number;
  readonly report: string;
}

const COLUMNS = 'r.release_id, r.case_type, r.hash, r.from_on, r.until_on, r.prepared_at, r.follows, r.report';

export function readRelease(tenant: number, releaseId: string): Statement<ReleaseRow> {
  return {
    name: 'read-release',
    text: `select ${COLUMNS} from release r where r.tenant = $1 and r.release_id = $2`,
    values: [tenant, releaseId],
  };
}

/** Those that were prepared last. */
export function listReleases(tenant: number, limit: number): Statement<ReleaseRow> {
  return {
    name: 'list-releases',
    text: `select ${COLUMNS} from release r where r.tenant = $1 order by r.prepared_at desc, r.release_id limit $2`,
    values: [tenant, limit],
  };
}

export interface ReleaseStepRow {
  readonly release_id: string;
  readonly number: number;
  readonly kind: ReleaseStep['kind'];
  readonly person: string;
  readonly on_behalf_of: string | null;
  readonly taken_at: string;
  readonly hash: Buffer;
  readonly words: string;
}

/** Of one release, or of all, in their order. */
export function readReleaseSteps(tenant: number, releaseId: string | null): Statement<ReleaseStepRow> {
  return {
    name: 'read-release-steps',
    text: `select release_id, number, kind, person, on_behalf_of, taken_at, hash, words from release_step
            where tenant = $1 and ($2::uuid is null or release_id = $2) order by release_id, number`,
    values: [tenant, releaseId],
  };
}

export function releaseStepOf(row: ReleaseStepRow): ReleaseStep {
  const { kind, person, on_behalf_of: onBehalfOf, taken_at: at, hash, words } = row;
  return { kind, person, onBehalfOf, at, hash: hash.toString('hex'), words };
}

export interface PublishedWorkingRow {
  readonly release_id: string;
  readonly hash: Buffer;
  readonly working: string;
  readonly withdrawn: boolean;
}

/** Every release of a kind of case that was ever published, in the order in which they were. */
export function readPublished(tenant: number, caseType: string): Statement<PublishedWorkingRow> {
  return {
    name: 'read-published-releases',
    text: `select r.release_id, r.hash, k.working,
             exists (select from release_step w where w.tenant = $1 and w.release_id = r.release_id and w.kind = 'withdrawn') as withdrawn
           from release r join release_step s on s.tenant = $1 and s.release_id = r.release_id and s.kind = 'published'
           join release_working k on k.tenant = $1 and k.release_id = r.release_id
           where r.tenant = $1 and r.case_type = $2 order by s.taken_at, r.release_id`,
    values: [tenant, caseType],
  };
}

export function workingOf({ working }: Pick<PublishedWorkingRow, 'working'>): Working {
  // Written by `addRelease`.
  return JSON.parse(working) as Working;
}

export interface ReleaseFileRow {
  readonly release_id: string;
  readonly name: string;
  readonly media_type: ReleaseFile['mediaType'];
  readonly content: string;
}

export function readReleaseFiles(tenant: number, releaseId: string): Statement<ReleaseFileRow> {
  return {
    name: 'read-release-files',
    text: 'select release_id, name, media_type, content from release_file where tenant = $1 and release_id = $2 order by number',
    values: [tenant, releaseId],
  };
}

export interface ReleaseToAdd {
  readonly releaseId: string;
  readonly caseType: string;
  readonly caseTypeHash: string;
  readonly hash: string;
  readonly from: string;
  readonly until: string;
  readonly preparedAt: string;
  readonly follows: number;
  readonly report: unknown;
  readonly working: Working;
  readonly files: readonly ReleaseFile[];
}

export function addRelease(tenant: number, release: ReleaseToAdd): readonly Statement[] {
  const { releaseId, caseType, caseTypeHash, hash, from, until, preparedAt, follows, report, working, files } = release;
  return [
    {
      name: 'add-release',
      text: `insert into release (tenant, release_id, case_type, case_type_hash, hash, from_on, until_on, prepared_at, follows, report)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      values: [
        ...[tenant, releaseId, caseType, Buffer.from(caseTypeHash, 'hex'), Buffer.from(hash, 'hex'), from, until],
        ...[preparedAt, follows, JSON.stringify(report)],
      ],
    },
    {
      name: 'add-release-working',
      text: 'insert into release_working (tenant, release_id, working) values ($1, $2, $3)',
      values: [tenant, releaseId, JSON.stringify(working)],
    },
    {
      name: 'add-release-files',
      text: `insert into release_file (tenant, release_id, number, name, media_type, content)
             select $1, $2, f.number, f.name, f.media_type, f.content
               from unnest($3::int[], $4::text[], $5::text[], $6::text[]) as f (number, name, media_type, content)`,
      values: [
        ...[tenant, releaseId, files.map((_, index) => index + 1), files.map(({ name }) => name)],
        ...[files.map(({ mediaType }) => mediaType), files.map(({ text }) => text)],
      ],
    },
  ];
}

export function addReleaseStep(
  tenant: number,
  releaseId: string,
  { step, number }: { readonly step: ReleaseStep; readonly number: number },
): Statement {
  const { kind, person, onBehalfOf, at, hash, words } = step;
  return {
    name: 'add-release-step',
    text: `insert into release_step (tenant, release_id, number, kind, person, on_behalf_of, taken_at, hash, words)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [tenant, releaseId, number, kind, person, onBehalfOf, at, Buffer.from(hash, 'hex'), words],
  };
}
