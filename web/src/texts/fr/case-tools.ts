// Les noms des boutons d’un dossier et d’une tâche qui ouvrent ses fenêtres.
import type { caseToolsTexts as English } from '../en/case-tools.ts';
import type { TextsOf } from '../texts-of.ts';

export const caseToolsTexts: TextsOf<typeof English> = {
  label: 'Ce que vous pouvez faire de ce dossier',
  why: 'Pourquoi',
  whyDate: (title) => `Pourquoi cette date : ${title}`,
  whyStep: (title) => `Pourquoi : ${title}`,
  viewed: 'Qui l’a consulté',
  share: 'Partager',
  documents: 'Ajouter des documents',
  decide: 'Décider',
  giveTo: 'Confier à',
  giveTask: (title) => `Confier à quelqu’un : ${title}`,
};
