// The sentences of letters on paper, for the mail room.
const AGAIN: Readonly<Record<string, string>> = {
  spoilt: 'It was spoilt in the printer',
  lost: 'It got lost',
  damaged: 'It was damaged',
  other: 'Another reason',
};

const RETURNED: Readonly<Record<string, string>> = {
  'unknown-address': 'Not known at this address',
  moved: 'They have moved',
  refused: 'They did not take it',
  unclaimed: 'Nobody fetched it',
  incomplete: 'The address is not complete',
  other: 'Another reason',
};

export const postTexts = {
  title: 'Letters by post',
  lead: 'A letter has a label here, such as 12-3, which stands on its cover sheet. To whom it goes is on the paper alone.',
  waiting: (count: number) => (count === 1 ? '1 letter waits.' : `${count} letters wait.`),
  since: (day: string) => `The oldest waits since ${day}.`,
  printing: (count: number) => `${count} are being printed.`,
  print: 'Print what waits',
  asked: (number: number, letters: number) =>
    `Batch ${number} is asked for, with ${letters === 1 ? '1 letter' : `${letters} letters`}. It is printed within a minute, or at the next run.`,
  batches: 'Batches',
  none: 'Nothing was printed yet.',
  columns: { batch: 'Batch', posted: 'Posted' },
  state: (state: string) => (state === 'asked' ? 'Asked for' : 'Printed'),
  again: (reason: string) => `Once more: ${AGAIN[reason] ?? reason}`,
  counted: (written: number, stopped: number, unknown: number) =>
    [
      `${written} printed`,
      ...(stopped === 0 ? [] : [`${stopped} stopped`]),
      ...(unknown === 0 ? [] : [`${unknown} not known`]),
    ].join(', '),
  back: (count: number) => `${count} came back`,
  notPosted: 'Not yet',
  posted: 'Say when it was posted',
  // It begins with what stands on the button, for whoever says aloud what they press.
  postedOf: (number: number) => `Say when it was posted: batch ${number}`,
  isPosted: (number: number) => `It is on record when batch ${number} was posted.`,
  on: 'On which day',
  onHint: 'The day on which all of the batch was handed to the post.',
  returned: 'A letter came back',
  label: 'Label',
  labelHint: 'From the cover sheet, such as 12-3.',
  why: 'Why',
  returnedSubmit: 'Record that it came back',
  isReturned: (label: string) => `Letter ${label} is on record as come back. Its case has work for somebody now.`,
  anew: 'Print once more',
  anewHint: 'A letter such as 12-3, or 12 for a whole batch.',
  anewSubmit: 'Print it once more',
  AGAIN,
  RETURNED,
};
