// The sentences of the window of keys and display, which loads when somebody opens it.
const KEYS: readonly (readonly [key: string, does: string])[] = [
  ['?', 'Show this help'],
  ['n', 'Open the next task in My work'],
  ['/', 'Find a person, a case, a document or what to do; also Ctrl + K'],
  ['j', 'In a list: next row'],
  ['k', 'In a list: row before'],
  ['Enter', 'In a list: open the row'],
  ['Space', 'In My work: preview the row'],
  ['e', 'On a task: complete it'],
  ['m', 'On a case: add a note'],
  ['Ctrl + Enter', 'Save the form or note you are typing in'],
  ['Esc', 'Close a window like this one'],
];

export const keysTexts = {
  title: 'Keys and display',
  intro: 'Keys work when you are not typing in a box.',
  on: 'Use single keys',
  onHint: 'Turn this off if you speak to your computer, or if keys get in your way. Ctrl and Enter always works.',
  key: 'Key',
  does: 'What it does',
  display: 'Colours',
  system: 'As my computer',
  light: 'Light',
  dark: 'Dark',
  list: KEYS,
};
