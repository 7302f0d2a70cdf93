// Ce qui est dit d’un texte que quelqu’un saisit et n’a pas envoyé.
import type { unsentTexts as English } from '../en/unsent.ts';
import type { TextsOf } from '../texts-of.ts';

export const unsentTexts: TextsOf<typeof English> = {
  typing: 'Pas encore conservé',
  kept: (time) => `Conservé à ${time}`,
  keptHint: 'Vous seul pouvez le voir jusqu’à ce que vous l’envoyiez.',
  found: (when) => `Vous avez saisi ceci auparavant et ne l’avez pas envoyé. Conservé le ${when}.`,
  discard: 'Abandonner ma saisie',
  discarded: 'Votre saisie est abandonnée.',
  waiting:
    'Le serveur est injoignable. Votre saisie n’est que dans cette fenêtre : laissez-la ouverte. Un nouvel essai se fait de lui-même.',
  refused: 'Ce que vous saisissez ici n’est que dans cette fenêtre jusqu’à ce que vous l’envoyiez.',
  movedTitle: 'Vous l’avez modifié dans une autre fenêtre',
  movedGone: 'Vous avez envoyé ou abandonné ce texte dans une autre fenêtre. Ce qui figure ici n’est plus conservé.',
  movedAt: (when) =>
    `Ce qui y a été conservé le ${when} diffère de ce qui figure ici. Choisissez avec lequel continuer, ou réunissez-les d’abord ici.`,
  there: (label) => `${label}, dans l’autre fenêtre`,
  empty: '(vide)',
  mine: 'Garder ce qui figure ici',
  theirs: 'Prendre ce qui est dans l’autre fenêtre',
  leave: 'Abandonner ce qui figure ici',
};
