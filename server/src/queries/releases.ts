// Releases of open data for those who prepare, approve and publish them: what each tells, and what became of it. What is published is
// told to everybody from its files, and not from here.
import { withoutCaseFile } from '@casewright/engine/policy';
import {
  type CatalogueRelease,
  DESCRIPTION_FILE,
  type PeriodReport,
  type ReleaseStep,
  stateOf,
} from '@casewright/engine/release';
import { createHash } from 'node:crypto';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { groupBy } from '../store/group-by.ts';
import {
  listReleases,
  readRelease,
  readReleaseFiles,
  readReleaseSteps,
  type ReleaseFileRow,
  type ReleaseRow,
  releaseStepOf,
} from '../store/releases.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface ReleaseLineView {
  readonly releaseId: string;
  readonly caseType: string;
  readonly hash: string;
  readonly from: string;
  readonly until: string;
  readonly state: ReturnType<typeof stateOf>;
  readonly preparedAt: string;
}

export interface ReleaseView extends ReleaseLineView {
  readonly threshold: number;
  readonly diversity: number;
  readonly periods: readonly PeriodReport[];
  readonly history: readonly ReleaseStep[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

export interface ReleaseQueries {
  readonly list: (asker: Asker) => Promise<ReadAnswer<{ readonly items: readonly ReleaseLineView[] }>>;
  readonly show: (asker: Asker, releaseId: string) => Promise<ReadAnswer<ReleaseView>>;
}

export function openReleaseQueries(send: SendReading): ReleaseQueries {
  return {
    list: (asker) => showReleases(send, asker),
    show: (asker, releaseId) => showRelease(send, asker, releaseId),
  };
}

const RELEASES = 200;

function showReleases(
  send: SendReading,
  asker: Asker,
): Promise<ReadAnswer<{ readonly items: readonly ReleaseLineView[] }>> {
  const { tenant } = asker.principal;
  return answerRead(send, asker, {
    ...{ action: { type: 'read-releases' }, name: 'list-releases', asked: [] },
    statements: [listReleases(tenant, RELEASES), readReleaseSteps(tenant, null)],
    fold: ([releases, steps]) => {
      const byRelease = groupBy(steps.rows, (row) => row.release_id);
      const items = releases.rows.map((row) => lineOf(row, (byRelease.get(row.release_id) ?? []).map(releaseStepOf)));
      return { view: withoutCaseFile({ items }), caseIds: [], results: items.length };
    },
  });
}

function showRelease(send: SendReading, asker: Asker, releaseId: string): Promise<ReadAnswer<ReleaseView>> {
  const { tenant } = asker.principal;
  return answerRead(send, asker, {
    ...{ action: { type: 'read-releases' }, name: 'read-release', asked: [], filter: releaseId },
    statements: [
      readRelease(tenant, releaseId),
      readReleaseSteps(tenant, releaseId),
      readReleaseFiles(tenant, releaseId),
    ],
    fold: ([releases, steps, files]) => {
      const [row] = releases.rows;
      if (row === undefined) return null;
      const history = steps.rows.map(releaseStepOf);
      // Written by `prepareReleaseOf`.
      const report = JSON.parse(row.report) as Pick<ReleaseView, 'threshold' | 'diversity' | 'periods'>;
      const view: ReleaseView = {
        ...lineOf(row, history),
        ...report,
        history,
        files: files.rows.map(({ name, content }) => ({ name, text: content })),
      };
      return { view: withoutCaseFile(view), caseIds: [], results: 1 };
    },
  });
}

function lineOf(row: ReleaseRow, steps: readonly ReleaseStep[]): ReleaseLineView {
  return {
    ...{
      releaseId: row.release_id,
      caseType: row.case_type,
      hash: row.hash.toString('hex'),
      from: row.from_on,
      until: row.until_on,
    },
    ...{ state: stateOf(steps), preparedAt: row.prepared_at },
  };
}

/** What an agency has published, with the text of every file: for whoever keeps its folder. Public by itself, so nobody is asked. */
export interface PublishedRelease extends CatalogueRelease {
  readonly texts: ReadonlyMap<string, string>;
}

export async function publishedReleases(database: Database, tenant: number): Promise<readonly PublishedRelease[]> {
  const context = programContext(tenant, 'system.open-data');
  const [releases, steps] = await database.once(context, [
    listReleases(tenant, 100_000),
    readReleaseSteps(tenant, null),
  ]);
  const byRelease = groupBy(steps.rows, (row) => row.release_id);
  const published = releases.rows.flatMap((row) => {
    const taken = (byRelease.get(row.release_id) ?? []).map(releaseStepOf);
    const at = taken.find(({ kind }) => kind === 'published')?.at;
    return stateOf(taken) === 'published' && at !== undefined ? [{ row, at }] : [];
  });
  const inOrder = published.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const told: PublishedRelease[] = [];
  for (const { row, at } of inOrder) {
    const [files] = await database.once(context, [readReleaseFiles(tenant, row.release_id)]);
    const previous = told.findLast(({ name }) => name === row.case_type)?.hash ?? null;
    told.push(toldOf({ row, at, previous }, files.rows));
  }
  return told;
}

interface Description {
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly licenses: readonly { readonly path: string }[];
  readonly place: string;
  readonly updates: CatalogueRelease['every'];
  readonly periods: readonly { readonly from: string; readonly until: string }[];
}

function toldOf(
  { row, at, previous }: { readonly row: ReleaseRow; readonly at: string; readonly previous: string | null },
  files: readonly ReleaseFileRow[],
): PublishedRelease {
  const text = files.find(({ name }) => name === DESCRIPTION_FILE)?.content ?? '{}';
  // Written by `writeRelease`.
  const description = JSON.parse(text) as Description;
  return {
    ...{ hash: row.hash.toString('hex'), name: row.case_type, title: description.title },
    ...{ description: description.description, keywords: description.keywords, place: description.place },
    ...{ licence: description.licenses[0]?.path ?? '', every: description.updates, publishedAt: at, previous },
    ...{ from: description.periods[0]?.from ?? row.from_on, until: description.periods.at(-1)?.until ?? row.until_on },
    files: files.map(({ name, media_type: mediaType, content }) => ({
      ...{ name, mediaType, bytes: Buffer.byteLength(content) },
      hash: createHash('sha256').update(content).digest('hex'),
    })),
    texts: new Map(files.map(({ name, content }) => [name, content])),
  };
}
