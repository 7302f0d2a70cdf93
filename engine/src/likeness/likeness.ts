// The door of this room: whether records may be of one person. Nothing here decides that they are: people do.
export {
  compareKnown,
  LEVELS,
  type Level,
  type Likeness,
  type LikenessReason,
  LIKELY_FROM,
  POSSIBLE_FROM,
  weightOf,
} from './compare.ts';
export { type Identifier, IDENTIFIERS, type Known, tracesOf } from './known.ts';
export { matchPerson, type PersonMatch, soughtPerson, type SoughtPerson, tracesOfSought } from './sought-person.ts';
