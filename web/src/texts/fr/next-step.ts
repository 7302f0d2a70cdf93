// La suite d’un dossier, en haut de sa page.
import type { nextStepTexts as English } from '../en/next-step.ts';
import type { TextsOf } from '../texts-of.ts';

export const nextStepTexts: TextsOf<typeof English> = {
  title: 'La suite de ce dossier',
  open: 'Ouvrir cette tâche',
  others: (count) =>
    count === 1 ? 'Une autre tâche est à faire, plus bas.' : `${count} autres tâches sont à faire, plus bas.`,
  held: 'Ce que vous avez terminé est enregistré dans quelques secondes. La suite s’affiche alors ici.',
  elsewhere: (title, by) => `« ${title} » vient ensuite. Cette tâche revient à : ${by}.`,
  decide: (words) => `Trancher la question : ${words}`,
  toIssues: 'Aller aux questions',
  nothing: 'Aucune tâche n’attend pour l’instant. Vous pouvez continuer de l’une de ces façons :',
  mayDo: 'Faire, si c’est nécessaire :',
  mayRaise: 'Poser une question : écrire ce qui est à trancher.',
  mayClose: 'S’il ne reste rien à faire, clore le dossier par le bouton en haut.',
  closed: (outcome) =>
    outcome === null ? 'Le dossier est clos.' : `Le dossier est clos. Comment il s’est terminé : ${outcome}.`,
};
