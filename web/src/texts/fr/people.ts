// Qui est une seule et même personne. Chargé avec sa page, pour que le premier écran n’attende pas.
import type { peopleTexts as English } from '../en/people.ts';
import { pluriel } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

export const peopleTexts: TextsOf<typeof English> = {
  title: 'Qui est-ce ?',
  lead: 'Une même personne peut figurer dans plusieurs dossiers. Rapprocher deux fiches ne change rien dans les dossiers, et peut être annulé à tout moment. Vous voyez les fiches des dossiers que vous pouvez lire.',
  back: 'Retour au dossier',
  records: 'Fiches de cette personne',
  candidates: 'Qui d’autre cela peut être',
  none: 'Personne d’autre ne lui ressemble',
  noneHint: 'Aucune fiche d’un dossier que vous pouvez lire ne ressemble à celle-ci.',
  likely: 'Probable',
  possible: 'Possible',
  score: (score) => `${score} ${pluriel(score, 'point', 'points')}`,
  weight: (says, weight) => `${says} (${weight > 0 ? '+' : ''}${weight})`,
  heldApart: 'Quelqu’un a déjà dit que ce sont deux personnes.',
  isCut: 'Il peut y avoir plus de ressemblances que celles qui ont été examinées.',
  moreCases: 'Il y a plus de dossiers que ceux qui sont montrés.',
  this: 'Cette fiche',
  nothing: 'Rien n’est consigné ici sur cette personne.',
  fact: 'Ce qui est consigné',
  value: 'Valeur',
  when: 'Quand',
  merge: 'Même personne',
  mergeTitle: 'Les considérer comme une seule personne',
  unmerge: 'Pas la même personne',
  unmergeTitle: 'Considérer cette fiche comme celle d’une autre personne',
  about: (what, reference) => `${what} : ${reference}`,
  reason: 'Motif',
  reasonHint: 'Les personnes qui peuvent lire les deux dossiers le voient. Il est conservé avec l’acte.',
  merged: 'Elles sont désormais considérées comme une seule personne.',
  unmerged: 'Cette fiche est désormais considérée comme celle d’une autre personne.',
  acts: 'Ce qui en a été dit',
  act: { merged: 'Une seule personne', unmerged: 'Pas une seule personne' },
  by: (name, when) => `${name}, ${when}`,
};
