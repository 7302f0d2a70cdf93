// In French: why a sample is not drawn, or a review not kept.
import type { ProblemWords } from './problem-texts-fr.ts';
import type { SampleRefusal } from './sample-problem-texts.ts';

export const SAMPLES_IN_FRENCH: Readonly<Record<SampleRefusal, ProblemWords>> = {
  'sample-nothing': [
    'Rien à tirer',
    'Aucun dossier que vous pouvez lire ne s’est terminé ainsi pendant cette période. Choisissez d’autres jours ou un autre type de dossier.',
  ],
  'sample-too-many': [
    'Trop de dossiers',
    'Un échantillon est tiré parmi 50 000 dossiers au plus et en compte 500 au plus. Choisissez moins de jours, ou tirez-en moins.',
  ],
  'sample-definition': [
    'Impossible de tirer un tel échantillon',
    'Indiquez un nombre de dossiers ou une part, mais pas les deux ; une période dont la fin suit le début ; et, par décision, de quel type.',
  ],
  'sample-own-work': [
    'Vous avez travaillé sur ce dossier',
    'Selon la règle sample-own-work, personne ne contrôle un dossier auquel il a travaillé. Laissez-le à un collègue qui n’y a pas travaillé.',
  ],
  'sample-reviewed': [
    'Ce dossier a déjà été contrôlé',
    'Ce qu’un collègue a constaté n’est pas remplacé. Rechargez la page pour le lire.',
  ],
  'sample-moved': [
    'Modifié dans une autre fenêtre',
    'Vous avez enregistré ce contrôle entre-temps dans une autre fenêtre. Rechargez la page et regardez ce qui s’y trouve.',
  ],
  'sample-answers': [
    'Toutes les questions n’ont pas de réponse',
    'Répondez à chaque question de l’échantillon : respecté, non respecté ou sans objet.',
  ],
};
