// What is said where two people change the same.
export const clashTexts = {
  title: 'Somebody else changed the same meanwhile',
  by: (name: string, when: string) => `The case was changed last by ${name}, ${when}.`,
  was: 'When you began',
  now: 'Now',
  mine: 'What you entered is still below. Nothing of it is done yet.',
  none: '(nothing)',
  keep: 'Leave it as it is now',
  goOn: 'Go on with what I entered',
};
