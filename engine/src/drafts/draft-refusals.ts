// Why something may not be done with a draft, each in a sentence that says what to do. Codes are a contract of the interface.

export type DraftRefusal = keyof typeof DRAFT_REFUSALS;

export const DRAFT_REFUSALS = {
  'draft-closed': 'This draft was published or withdrawn, so it stays as it is. Begin another one.',
  'draft-changed': 'Somebody did something with this draft since you looked at it. Look at it again, then decide.',
  'draft-text-changed': 'The text is another one by now. Look at the draft again, then decide.',
  'draft-problems': 'The text has problems. Mend them: the check names each with its line.',
  'draft-other-kind': 'The text is of another kind of case than this draft. Begin another draft for it.',
  'draft-version-taken': 'This version is published already. Give the text another version.',
  'draft-no-scenarios': 'A draft needs at least one scenario that says what its cases do. Write one.',
  'draft-scenarios-fail': 'A scenario does not hold. Mend the text or the scenario: the check says what differs.',
  'draft-day-passed': 'The day on which it would begin has passed. Send it for review with a later day, or with none.',
  'draft-before-another':
    'Another version is published that begins later than this one would. Let this one begin on that day or after it.',
  'draft-not-in-review':
    'It was not sent for review, or was written in since. Whoever writes it sends it when it is ready.',
  'draft-approved-already': 'It is approved already. It can be published, or returned.',
  'draft-own': 'You, or the colleague for whom you stand in, wrote in this draft. Somebody who did not has to do this.',
  'draft-not-approved':
    'Nobody has approved this text. Ask somebody who did not write in it, and has the role case-type-publisher, to look at it.',
  'draft-not-acknowledged':
    'It changes something about privacy that nobody has acknowledged. A privacy officer who did not write in it has to look at each such change.',
  'draft-no-such-difference':
    'There is no such difference to the version that this one would follow. Look at the draft again.',
  'draft-acknowledged-already': 'This change is acknowledged already. Go on with the next.',
  'draft-not-your-office':
    'You may read this draft, and not do this with it: writing needs the role case-type-designer, approving and publishing case-type-publisher, acknowledging privacy-officer. Ask somebody who has it.',
} as const;
