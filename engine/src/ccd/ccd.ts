// The door of this room: definitions of CCD, the low-code case engine of the courts of England and Wales, to case types, with an
// account of every row. JSON texts in, YAML text and report out; it touches no files.
export { type CcdConversion, type CcdNames, type CcdReport, convertCcd } from './convert-ccd.ts';
export type { RowAccount, RowStatus, SheetCount } from './report.ts';
export { reportText } from './report-text.ts';
export type { CcdOptions } from './select-rows.ts';
export type { CcdPiece } from './sheets.ts';
