// An independent oracle for the import of the road traffic fines log: it reads and writes the log, damages it from a
// seed, and predicts every row's outcome. It was written from the rules alone and never imports the product.

export type { Activity, Column, FineRow } from './fines-rows.ts';
export { readFines, toCsv } from './fines-rows.ts';
export type { Damage, Kind, Way } from './fines-damage.ts';
export { damage } from './fines-damage.ts';
export type { Code, Outcome, Prediction, Variation } from './fines-predict.ts';
export { codes, predict } from './fines-predict.ts';
