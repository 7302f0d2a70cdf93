// What comes next in a case, at the top of its page.
export const nextStepTexts = {
  title: 'Next in this case',
  open: 'Open this task',
  others: (count: number) => (count === 1 ? 'One more task is to do, below.' : `${count} more tasks are to do, below.`),
  held: 'What you completed is recorded in a few seconds. Then this says what comes next.',
  elsewhere: (title: string, by: string) => `“${title}” is next. It is for: ${by}.`,
  decide: (words: string) => `Decide the issue: ${words}`,
  toIssues: 'Go to the issues',
  nothing: 'No task waits now. You can go on in one of these ways:',
  mayDo: 'Do, if it is needed:',
  mayRaise: 'Raise an issue: write down what is to be decided.',
  mayClose: 'If nothing is left to do, close the case with the button at the top.',
  closed: (outcome: string | null) =>
    outcome === null ? 'The case is closed.' : `The case is closed. How it ended: ${outcome}.`,
};
