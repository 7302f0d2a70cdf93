// What the buttons on a case and a task are called that open its windows.
export const caseToolsTexts = {
  label: 'What you can do with this case',
  why: 'Why',
  whyDate: (title: string) => `Why this date: ${title}`,
  whyStep: (title: string) => `Why: ${title}`,
  viewed: 'Who viewed it',
  share: 'Share',
  documents: 'Add documents',
  decide: 'Decide',
  giveTo: 'Give to',
  giveTask: (title: string) => `Give to: ${title}`,
};
