// Sentences about what was completed and can still be taken back.
export const heldTexts = {
  label: 'Completed task',
  waits: (title: string, seconds: number) =>
    `“${title}” is sent in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`,
  announced: (title: string, seconds: number) =>
    `“${title}” is completed, and sent in ${seconds} seconds. Until then you can undo it.`,
  waitsHere: 'You have completed this task. It is sent in a few seconds; until then you can undo it.',
  undo: 'Undo',
  sendNow: 'Send now',
  sending: (title: string) => `“${title}” is being sent.`,
  sent: (title: string) => `Done: ${title}.`,
  undone: (title: string) => `“${title}” is not completed. Nothing was sent, and what you typed is still here.`,
  refused: (title: string) => `“${title}” was not completed.`,
  toTask: 'Back to the task',
  dismiss: 'Close this',
  next: 'Open next task',
};
