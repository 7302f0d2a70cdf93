// The door of this room: what may be done with a list of disposal, by whom and when, until it is gone through; and why something is not. Knows
// neither cases nor storage, nor who holds which office.
export { RECORDS_REFUSALS, type RecordsRefusal } from './refusals.ts';
export {
  type Approved,
  approversOf,
  type DisposalList,
  type ListAct,
  type ListState,
  APPROVERS,
  listState,
  whyNotDone,
} from './disposal-list.ts';
