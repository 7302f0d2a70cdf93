// Why something is not done with a list of disposal or a hold, each in a sentence that says what to do. Codes are a contract of the interface.

export type RecordsRefusal = keyof typeof RECORDS_REFUSALS;

export const RECORDS_REFUSALS = {
  'records-not-manager': 'Only an active records-manager of this agency may do this. Ask somebody who is.',
  'disposal-nothing-due':
    'Nothing is due that may go and may be told to you. Look at what is held or still to be reckoned, or choose a later year.',
  'disposal-draft': 'It was not submitted yet. Whoever looks it through submits it first.',
  'disposal-submitted': 'It was submitted already.',
  'disposal-started': 'It is being gone through, so it stays as it is.',
  'disposal-finished': 'It was gone through already.',
  'disposal-withdrawn': 'It was withdrawn. Propose another list.',
  'disposal-own': 'Whoever proposed a list does not approve it. Two others do.',
  'disposal-changed': 'That is not this list as it is now. Look at it again, then decide.',
  'disposal-approved-already': 'You have approved it already. Two different people are needed.',
  'disposal-not-approved': 'Two others than whoever proposed it approve it first.',
  'disposal-item-gone': 'This case is not on the list any more. Look at the list again.',
  'disposal-nothing-left': 'Nothing is left on this list. Withdraw it.',
  'disposal-not-told':
    'Some cases on this list may not be told to you, so you cannot review them. Somebody else has to approve it.',
  'hold-words': 'Give the hold a title, a reason and an authority that say something.',
  'hold-predicate':
    'A hold cannot ask for this. Name kinds of case, teams, outcomes, days or fields as they are called.',
  'hold-owner': 'Its owner must be an active records-manager of this agency. Name somebody who is.',
  'hold-people': 'Somebody who is to be told is no person of this agency. Correct their ids.',
  'hold-review-day': 'The day of the review must come, within ten years. Choose another day.',
  'hold-nothing-left': 'Nothing is left of this case to hold.',
  'hold-ended': 'This hold has ended already.',
  'hold-release-asked': 'Somebody has asked for its end already. Decide that first.',
  'hold-release-none': 'Nobody has asked for its end, or it was decided. Look at the hold again.',
  'hold-own-release': 'You asked for its end. Another records-manager has to decide it.',
} as const;
