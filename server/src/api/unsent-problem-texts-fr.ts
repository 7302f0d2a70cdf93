// In French: why what somebody types is not kept.
import type { ProblemWords } from './problem-texts-fr.ts';
import type { UnsentRefusal } from './unsent-problem-texts.ts';

export const UNSENT_IN_FRENCH: Readonly<Record<UnsentRefusal, ProblemWords>> = {
  'unsent-moved': [
    'Modifié dans une autre fenêtre',
    'Entre-temps, vous avez enregistré, envoyé ou abandonné ce texte dans une autre fenêtre. Regardez ce qui est conservé maintenant, et choisissez avec lequel continuer.',
  ],
  'unsent-of-another': [
    'Une autre personne est connectée',
    'Une autre personne s’est connectée sur cette machine depuis cette saisie ; celle-ci n’est donc pas conservée pour elle. Reconnectez-vous.',
  ],
  'unsent-too-many': [
    'Trop de textes en attente',
    'Vous avez des centaines de textes qui n’ont jamais été envoyés. Envoyez-en ou abandonnez-en d’abord quelques-uns.',
  ],
};
