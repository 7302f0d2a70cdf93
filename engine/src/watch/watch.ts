// The door of this room: noticing people who look at cases without a reason in their work. It knows no table and nobody's name.
export { type Finding, noticeIn, reviewDueOn } from './notice.ts';
export {
  type DayOfReads,
  LIST_ACTIONS,
  OVERSIGHT_RULES,
  READ_ACTIONS,
  type Tie,
  type WatchedLine,
  type WatchFacts,
  type WatchSettings,
  workKey,
} from './watch-facts.ts';
export { VIP_MARK, type WatchKind, type WatchRule, type WatchRules, watchRules } from './watch-rules.ts';
