// The sentences of choosing the language of the screen.
export const languageTexts = {
  label: 'Language',
  unsaved: 'What you have typed and not saved would be lost. Save it first, or change the language all the same.',
  change: 'Change, and lose what I typed',
};
