// The sentences of facts that other cases of the same person have on record.

export const factsTexts = {
  title: 'Known from other cases',
  hint: 'Another case of this person may have some of these answers. Looking is on record in those cases.',
  look: 'Look in other cases',
  none: 'Nothing is offered',
  noneHint: 'No other case that you may read has these answers for this purpose. Ask the person.',
  columns: { what: 'Answer', from: 'From', collected: 'Collected', act: 'Use' },
  collected: (when: string, who: string) => `${when} by ${who}`,
  notTold: 'Not for you to read',
  under: (authority: string) => `Under ${authority}`,
  use: 'Use this',
  takeOf: (label: string, reference: string) => `Use this: ${label}, from ${reference}`,
  corrections: {
    title: 'Corrections and statements',
    link: 'Rights of the person',
    accepted: 'Corrected:',
    attached: 'Disputed:',
    by: (day: string, authority: string) => `${day}, ${authority}`,
    past: 'Of what stood there before',
  },
  done: (label: string) => `${label} was taken over.`,
};
