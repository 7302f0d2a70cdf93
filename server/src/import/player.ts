// How the rows of a file are played: what tells their case, under which name they are counted, and what each does. One player
// for event logs, one for tables of cases; the import knows no difference beyond it.
import type { HolidayTable } from '@casewright/engine/calendar';
import type { CaseType } from '@casewright/engine/definition';
import type { CaseMemory, Step } from './case-memory.ts';
import { columnsOf } from './check-mapping.ts';
import type { LogRow } from './log-row.ts';
import type { ImportMapping, PersonTemplate } from './mapping.ts';
import { playRow, type PlayedRow } from './play-row.ts';
import { playTableRow } from './play-table.ts';
import type { Playing } from './play-time.ts';
import { rowReading, valueOf } from './row-values.ts';

export interface Player {
  readonly playing: Playing;
  /** The source's own name of the case; empty where the row names none. */
  readonly keyOf: (row: LogRow) => string;
  /** The name under which a row is counted. */
  readonly labelOf: (row: LogRow) => string;
  readonly play: (memory: CaseMemory, row: LogRow) => PlayedRow;
  /** Of the steps of a row that an earlier run wrote, those to ask again, to learn what became of the row. */
  readonly askedAgain: (steps: readonly Step[]) => readonly Step[];
  /** Codes and names that are compared: what to call them, and what a row says. */
  readonly pairsOf: (
    row: LogRow,
  ) => readonly { readonly label: string; readonly code: string; readonly name: string }[];
}

export interface PlayerOf {
  readonly mapping: ImportMapping;
  readonly caseType: CaseType;
  readonly importId: string;
  readonly engine: PersonTemplate;
  readonly holidays: HolidayTable;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function openPlayer({ mapping, caseType, importId, engine, holidays, now }: PlayerOf): Player {
  const reading = rowReading(mapping, caseType);
  const keyOf = (row: LogRow): string => valueOf(reading, row, reading.case) ?? '';
  const base = { reading, importId, engine, holidays };
  if ('table' in mapping) {
    const { pairs = [], table } = mapping;
    const playing = {
      ...base,
      matchedTimers: new Set<string>(),
      mapping,
      columns: new Set(columnsOf({ mapping })),
      now,
    };
    const { state } = table;
    return {
      playing,
      keyOf,
      labelOf: (row) => (state === undefined ? 'row' : (valueOf(reading, row, state) ?? '')),
      play: (memory, row) => playTableRow(playing, memory, row),
      // A repeated key is answered from its receipt; a name that was taken is still taken.
      askedAgain: (steps) => steps.filter(({ command }) => command.type === 'OpenCase'),
      pairsOf: (row) =>
        pairs.flatMap(({ code, name }) => {
          const says = { code: valueOf(reading, row, code), name: valueOf(reading, row, name) };
          const label = `${code} and ${name}`;
          return says.code === undefined || says.name === undefined
            ? []
            : [{ label, code: says.code, name: says.name }];
        }),
    };
  }
  const matched = Object.values(mapping.activities).flatMap(({ matches }) => (matches === undefined ? [] : [matches]));
  const playing = { ...base, matchedTimers: new Set(matched), mapping };
  return {
    playing,
    keyOf,
    labelOf: (row) => valueOf(reading, row, mapping.log.activity) ?? '',
    play: (memory, row) => playRow(playing, memory, row),
    askedAgain: () => [],
    pairsOf: () => [],
  };
}
