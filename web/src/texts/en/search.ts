// The sentences of finding cases by their words.

export const searchTexts = {
  title: 'Search',
  hint: 'All words must stand in a case. A star ends the beginning of a word: fern* finds Fernández.',
  any: 'Open and closed',
  matched: 'Found by',
  none: 'No case that you can see has all of these words',
  noneHint: 'Try fewer words, or only the beginning of one with a star behind it. Notes are not searched.',
  nothing: 'What are you looking for?',
  nothingHint: 'Type a reference, a name or another word of a case into the box at the top.',
  cut: 'Not every case that might match was looked at. Add a word, or choose open or closed cases, to look at fewer.',
  more: 'Show more cases',
  found: (count: number, all: boolean) =>
    all ? (count === 1 ? '1 case found' : `${count} cases found`) : `Showing the first ${count}`,
  where: 'Where to search',
  inCases: 'Cases',
  inDocuments: 'In documents',
  documents: {
    hint: 'All words must stand in a document that you may read. A star ends the beginning of a word.',
    none: 'No document that you may read has all of these words',
    noneHint:
      'Try fewer words, or only the beginning of one with a star behind it. Pictures without text are not searched.',
    cut: 'Not every document that might match was looked at. Add a word to look at fewer.',
    more: 'Show more documents',
    found: (count: number, all: boolean) =>
      all ? (count === 1 ? '1 document found' : `${count} documents found`) : `Showing the first ${count}`,
    page: (number: number) => `Page ${number}`,
    filed: (day: string) => `Filed ${day}`,
    older: 'In an older version',
    withdrawn: 'Withdrawn',
  },
};
