// Les phrases de la boîte par laquelle tout se trouve. Elles viennent avec sa liste.
import type { findTexts as English } from '../en/find.ts';
import { chiffre, nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

export const findTexts: TextsOf<typeof English> = {
  hint: 'Un nom, un numéro, une référence, ou ce que vous voulez faire. À un nom, ajoutez une date de naissance, comme 11.2.1958.',
  groups: {
    do: 'Faire',
    go: 'Aller à',
    recent: 'Ouverts récemment',
    people: 'Personnes',
    cases: 'Dossiers',
    documents: 'Documents',
    all: 'Plus',
  },
  start: (title) => `Ouvrir un dossier : ${title}`,
  born: (day) => `né(e) le ${day}`,
  inCases: (count) => `dans ${nombre(count, 'dossier', 'dossiers')}`,
  alike: 'Ressemblant',
  unnamed: 'Sans nom',
  foundBy: (words) => `trouvé par ${words.join(', ')}`,
  page: (number) => `page ${chiffre(number)}`,
  allCases: (text) => `Tous les dossiers avec : ${text}`,
  allDocuments: (text) => `Tous les documents avec : ${text}`,
  ask: 'Demander l’accès à un dossier que vous ne pouvez pas ouvrir',
  found: (count) => (count === 0 ? 'Rien trouvé' : nombre(count, 'résultat', 'résultats')),
  cut: 'Il peut y en avoir d’autres. Écrivez davantage pour en voir moins.',
};
