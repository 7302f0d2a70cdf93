// What a field is taken apart into: the paths at which values lie. Rules: ../ccd-shape.md, "events".
import { grouped, lastOf, type Row, type Sheets, text } from './read-sheets.ts';

/** Where a value lies, or a text that is only shown. */
export interface Leaf {
  readonly path: string;
  readonly isLabel: boolean;
}

/** What a row about a part of a field shows: the part, or a collection in which it lies; nothing where it names a group. */
export interface Part {
  readonly leaves: readonly Leaf[];
  readonly isWithinCollection: boolean;
}

export interface FieldPaths {
  readonly fields: readonly string[];
  readonly leavesOf: (field: string) => readonly Leaf[];
  /** Whether a field holds no value itself, but its parts do. */
  readonly isGroup: (field: string) => boolean;
  /** The type of a field or of a part of it, such as `appellant.name`, outside lists; undefined where there is none. */
  readonly typeAt: (path: string) => string | undefined;
  /** Of a part such as `appellant.name.first`; no leaves where there is no such part, or it is a group. */
  readonly partOf: (field: string, code: string) => Part;
}

/** Types of CCD's own that have parts. No definition here has one outside a collection, so what their parts are is not foretold. */
const OWN_GROUPS = new Set(
  ['AddressUK', 'AddressGlobal', 'AddressGlobalUK', 'CaseLink', 'Organisation', 'OrganisationPolicy', 'TTL'], //
);
const NOTHING: Part = { leaves: [], isWithinCollection: false };

export function fieldPaths(sheets: Sheets): FieldPaths {
  const groups = grouped(lastOf(sheets['ComplexTypes'] ?? [], 'ID', 'ListElementCode'), (row) => text(row, 'ID'));
  const fields = new Map(lastOf(sheets['CaseField'] ?? [], 'ID').map((row) => [text(row, 'ID'), row]));

  function leaves(path: string, row: Row): Leaf[] {
    const type = text(row, 'FieldType');
    if (path.split('.').length > 20) throw new Error(`${path} is within itself.`);
    const parts = groups.get(type);
    if (parts !== undefined) return parts.flatMap((part) => leaves(`${path}.${text(part, 'ListElementCode')}`, part));
    if (OWN_GROUPS.has(type)) throw new Error(`${path} is a ${type}, of which nothing is foretold.`);
    return [{ path, isLabel: type === 'Label' }];
  }

  function part(path: string, row: Row, codes: readonly string[]): Part {
    const [code, ...further] = codes;
    if (code === undefined) {
      if (groups.has(text(row, 'FieldType'))) return NOTHING;
      return { leaves: leaves(path, row), isWithinCollection: false };
    }
    if (text(row, 'FieldType') === 'Collection')
      return { leaves: [{ path, isLabel: false }], isWithinCollection: true };
    const next = groups.get(text(row, 'FieldType'))?.find((each) => text(each, 'ListElementCode') === code);
    return next === undefined ? NOTHING : part(`${path}.${code}`, next, further);
  }

  function typeAt(path: string): string | undefined {
    const [field = '', ...codes] = path.split('.');
    const found = codes.reduce<Row | undefined>(
      (row, code) => groups.get(text(row ?? {}, 'FieldType'))?.find((part) => text(part, 'ListElementCode') === code),
      fields.get(field),
    );
    return found === undefined ? undefined : text(found, 'FieldType');
  }

  return {
    typeAt,
    fields: [...fields.keys()],
    leavesOf: (field) => {
      const row = fields.get(field);
      return row === undefined ? [] : leaves(field, row);
    },
    isGroup: (field) => groups.has(text(fields.get(field) ?? {}, 'FieldType')),
    partOf: (field, code) => {
      const row = fields.get(field);
      return row === undefined ? NOTHING : part(field, row, code.split('.'));
    },
  };
}
