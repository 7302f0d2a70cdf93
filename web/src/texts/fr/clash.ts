// Ce qui est dit quand deux personnes modifient la même chose.
import type { clashTexts as English } from '../en/clash.ts';
import type { TextsOf } from '../texts-of.ts';

export const clashTexts: TextsOf<typeof English> = {
  title: 'Quelqu’un d’autre a modifié la même chose entre-temps',
  by: (name, when) => `Le dossier a été modifié en dernier par ${name}, ${when}.`,
  was: 'Quand vous avez commencé',
  now: 'Maintenant',
  mine: 'Votre saisie est toujours ci-dessous. Rien n’en est encore fait.',
  none: '(rien)',
  keep: 'Laisser tel que c’est maintenant',
  goOn: 'Continuer avec ma saisie',
};
