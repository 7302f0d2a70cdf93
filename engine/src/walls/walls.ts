// The door of this room: what suggests a wall between a person and a case. It knows no table, no event and nobody's name.
export {
  isToSuggest,
  newReasons,
  type PartyInCase,
  type PersonAndCase,
  reasonsForWall,
  type WallReason,
} from './suggest-wall.ts';
export { type WallRule, type WallRuleName, type WallRules, wallRules } from './wall-rules.ts';
