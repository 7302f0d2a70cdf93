// What is said of text that somebody is typing and has not sent.
export const unsentTexts = {
  typing: 'Not kept yet',
  kept: (time: string) => `Kept ${time}`,
  keptHint: 'Only you can see it until you send it.',
  found: (when: string) => `You typed this before and did not send it. It was kept ${when}.`,
  discard: 'Discard what I typed',
  discarded: 'What you typed is discarded.',
  waiting:
    'The server cannot be reached. What you typed is in this window only, so leave it open. It is tried again by itself.',
  refused: 'What you type here is in this window only until you send it.',
  movedTitle: 'You changed this in another window',
  movedGone: 'You sent or discarded this text in another window. What stands here is not kept any more.',
  movedAt: (when: string) =>
    `What was kept there ${when} differs from what stands here. Choose which goes on, or join them here first.`,
  there: (label: string) => `${label}, in the other window`,
  empty: '(empty)',
  mine: 'Keep what stands here',
  theirs: 'Take what is in the other window',
  leave: 'Discard what stands here',
};
