// What the staff app says of acting for a colleague.
export const standInTexts = {
  label: 'Work was handed over to you. Act for',
  start: 'Act for them',
  acting: 'You act for',
  stop: 'Stop',
  stopped: 'You act in your own name.',
};
