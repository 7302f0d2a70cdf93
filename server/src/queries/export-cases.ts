// Cases of one kind with what is in them, page by page, to be taken elsewhere: the reader's list with every field that they may
// read. Each page is a read of its own, with the id of every case that it shows on record.
import type { CaseState, FieldValue } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { correctionFaces, correctionLine, cutToParts, mayReadField } from '@casewright/engine/view';
import { listCaseFiles, type CaseFileRecord } from '../store/list-cases.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { allOf, following } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import { writeCursor } from './cursor.ts';
import { casePlaceOf, caseRowView, type CaseRowView } from './list-cases.ts';
import { writeCsv } from './reach-table.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';

/** Cases of a page that are looked at. It shows those of the kind that was asked for. */
const EXPORT_ROWS = 200;

export interface ExportedCaseView extends CaseRowView {
  /** What the reader may read of it; a field that has no value is left out, as one is that they may not read. */
  readonly data: Readonly<Record<string, FieldValue>>;
  /** What is said to be wrong of it: the field or the entry, and a line. */
  readonly corrections: readonly { readonly about: string; readonly says: string }[];
}

export interface CaseExportView {
  /** Fields of the version of the kind that was published last, which are the columns of the table. */
  readonly fields: readonly string[];
  readonly items: readonly ExportedCaseView[];
  readonly next: string | null;
}

export interface AskedExport {
  readonly caseType: string;
  readonly status: 'open' | 'closed';
  readonly after: string | undefined;
}

export async function exportCases(
  send: SendReading,
  reader: Reader,
  options: AskedExport & { readonly caseTypes: CaseTypes },
): Promise<ReadAnswer<CaseExportView>> {
  const { tenant } = reader.principal;
  const { caseType, caseTypes, status } = options;
  const after = options.after === undefined ? null : casePlaceOf(options.after);
  if (after === undefined) return { kind: 'invalid-cursor' };
  return answerRead(send, reader, {
    action: { type: 'export-cases' },
    name: 'export-cases',
    asked: [],
    filter: `${caseType} ${status}`,
    statements: [
      listCaseFiles({
        ...{ tenant, tokens: reader.listTokens, named: reader.namedCases },
        ...{ status, after, limit: EXPORT_ROWS + 1 },
      }),
    ],
    fold: ([files]) => {
      const page = files.rows.slice(0, EXPORT_ROWS);
      const last = files.rows.length > EXPORT_ROWS ? page.at(-1) : undefined;
      const next = last === undefined ? null : writeCursor([last.opened_at, last.case_id]);
      const rows = inScope(reader, page).filter((row) => row.case_type === caseType);
      const types = allOf(rows.map((row) => caseTypes.byHash(reader.principal, row.case_type_hash)));
      return following(caseTypes.byName(reader.principal, [caseType]), (kinds) =>
        following(types, (known) => shown({ rows, types: known, kind: kinds.get(caseType), next })),
      );
    },
  });
}

interface Page {
  readonly rows: readonly CaseFileRecord[];
  /** The case type of each row. */
  readonly types: readonly CaseType[];
  readonly kind: CaseType | undefined;
  readonly next: string | null;
}

function shown({ rows, types, kind, next }: Page): Shown<CaseExportView> {
  const items = rows.flatMap((row, at): readonly ExportedCaseView[] => {
    const caseType = types[at];
    return caseType === undefined ? [] : [{ ...caseRowView(row, kind?.title), ...saidOf(row, caseType) }];
  });
  const view = { fields: [...(kind?.fields.keys() ?? [])], items, next };
  // Each case is cut to its own parts.
  return { view: cutToParts(null, () => view), caseIds: items.map(({ caseId }) => caseId) };
}

function saidOf(row: CaseFileRecord, caseType: CaseType): Pick<ExportedCaseView, 'data' | 'corrections'> {
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  const { data } = state;
  const parts = readablePartsOf(row, caseType);
  const read = Object.entries(data).filter(([field, value]) => value !== null && mayReadField(caseType, field, parts));
  const corrections = correctionFaces(caseType, state, parts).map((face) => ({
    about: face.field ?? face.entry ?? '',
    says: correctionLine(face),
  }));
  return { data: Object.fromEntries(read), corrections };
}

const COLUMNS = ['case', 'reference', 'caseType', 'team', 'status', 'openedAt', 'version'];

/** As a table, whose cells no program takes for formulas. */
export function writeExportTable({ fields, items }: Pick<CaseExportView, 'fields' | 'items'>): string {
  const rows = items.map(({ caseId, reference, caseType, team, status, openedAt, version, data, corrections }) => [
    ...[caseId, reference, caseType, team, status, openedAt, version],
    ...fields.map((field) => cellOf(data[field])),
    corrections.map(({ about, says }) => `${about}: ${says}`).join('\n'),
  ]);
  return writeCsv([...COLUMNS, ...fields, 'corrections'], rows);
}

function cellOf(value: FieldValue | undefined): string | number | null {
  if (typeof value === 'boolean') return String(value);
  return value ?? null;
}
