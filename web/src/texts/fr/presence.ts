// Qui d’autre a ouvert un dossier, et ce qui à l’écran est plus ancien que sur le serveur.
import type { presenceTexts as English } from '../en/presence.ts';
import type { TextsOf } from '../texts-of.ts';

const DOING: Readonly<Record<string, string>> = {
  reading: '',
  note: ', qui écrit une note',
  task: ', qui remplit une tâche',
  letter: ', qui écrit une lettre',
  form: ', qui remplit un formulaire',
};

export const presenceTexts: TextsOf<typeof English> = {
  here: (people) => `Ici aussi : ${people.map(({ name, doing }) => `${name}${DOING[doing] ?? ''}`).join(' ; ')}`,
  behind: (time) =>
    `Cette page n’est peut-être plus à jour. Elle est telle qu’à ${time} : les changements faits par d’autres n’arrivent pas pour l’instant. Un nouvel essai se fait de lui-même.`,
  again: 'La relire maintenant',
};
