// Ce que l’application dit quand on agit pour un collègue.
import type { standInTexts as English } from '../en/stand-in.ts';
import type { TextsOf } from '../texts-of.ts';

export const standInTexts: TextsOf<typeof English> = {
  label: 'Du travail vous a été confié. Agir pour',
  start: 'Agir pour cette personne',
  acting: 'Vous agissez pour',
  stop: 'Arrêter',
  stopped: 'Vous agissez en votre nom.',
};
