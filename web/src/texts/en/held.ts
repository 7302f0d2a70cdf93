// Sentences about what was completed and can still be taken back.
export const heldTexts = {
  label: 'Completed task',
  waits: (title: string, seconds: number) =>
    `“${title}” will be recorded in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`,
  announced: (title: string, seconds: number) =>
    `“${title}” is completed, and recorded in ${seconds} seconds. Until then you can undo it.`,
  waitsHere: 'You have completed this task. It is recorded in a few seconds; until then you can undo it.',
  undo: 'Undo',
  sendNow: 'Record now',
  sending: (title: string) => `“${title}” is being recorded.`,
  sent: (title: string) => `Done: ${title}.`,
  undone: (title: string) => `“${title}” is not completed. Nothing was recorded, and what you typed is still here.`,
  refused: (title: string) => `“${title}” was not completed.`,
  toTask: 'Back to the task',
  dismiss: 'Close this',
  next: 'Next in My work',
};
