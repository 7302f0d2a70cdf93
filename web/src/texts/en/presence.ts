// What is said of who else has a case open, and of what on the screen is older than the server.
const DOING: Readonly<Record<string, string>> = {
  reading: '',
  note: ', writing a note',
  task: ', filling in a task',
  letter: ', writing a letter',
  form: ', filling in a form',
};

export const presenceTexts = {
  here: (people: readonly { readonly name: string; readonly doing: string }[]): string => {
    const [first] = people;
    if (people.length === 1 && first !== undefined) return `${first.name} is here too${DOING[first.doing] ?? ''}`;
    return `Here too: ${people.map(({ name, doing }) => `${name}${DOING[doing] ?? ''}`).join('; ')}`;
  },
  behind: (time: string) =>
    `This page may be out of date. It is as it was at ${time}: changes by others do not arrive now. It is tried again by itself.`,
  again: 'Read it again now',
};
