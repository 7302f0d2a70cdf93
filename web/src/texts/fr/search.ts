// La recherche de dossiers par leurs mots.
import type { searchTexts as English } from '../en/search.ts';
import { chiffre, nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

export const searchTexts: TextsOf<typeof English> = {
  title: 'Recherche',
  hint: 'Tous les mots doivent figurer dans un dossier. Une étoile termine le début d’un mot : fern* trouve Fernández.',
  any: 'En cours et clos',
  matched: 'Trouvé par',
  none: 'Aucun dossier que vous pouvez voir ne contient tous ces mots',
  noneHint:
    'Essayez moins de mots, ou seulement le début d’un mot suivi d’une étoile. Les notes ne sont pas parcourues.',
  nothing: 'Que cherchez-vous ?',
  nothingHint: 'Saisissez une référence, un nom ou un autre mot d’un dossier dans le champ en haut.',
  cut: 'Tous les dossiers possibles n’ont pas été examinés. Ajoutez un mot, ou choisissez les dossiers en cours ou clos, pour en examiner moins.',
  more: 'Afficher plus de dossiers',
  found: (count, all) =>
    all ? nombre(count, 'dossier trouvé', 'dossiers trouvés') : `Les ${chiffre(count)} premiers dossiers`,
  where: 'Où chercher',
  inCases: 'Dossiers',
  inDocuments: 'Dans les documents',
  documents: {
    hint: 'Tous les mots doivent figurer dans un document que vous pouvez lire. Une étoile termine le début d’un mot.',
    none: 'Aucun document que vous pouvez lire ne contient tous ces mots',
    noneHint:
      'Essayez moins de mots, ou seulement le début d’un mot suivi d’une étoile. Les images sans texte ne sont pas parcourues.',
    cut: 'Tous les documents possibles n’ont pas été examinés. Ajoutez un mot pour en examiner moins.',
    more: 'Afficher plus de documents',
    found: (count, all) =>
      all ? nombre(count, 'document trouvé', 'documents trouvés') : `Les ${chiffre(count)} premiers documents`,
    page: (number) => `Page ${chiffre(number)}`,
    filed: (day) => `Classé le ${day}`,
    older: 'Dans une version antérieure',
    withdrawn: 'Retiré',
  },
};
