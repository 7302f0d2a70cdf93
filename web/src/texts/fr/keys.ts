// Les phrases de la fenêtre des touches et de l’affichage, chargée quand on l’ouvre.
import type { keysTexts as English } from '../en/keys.ts';
import type { TextsOf } from '../texts-of.ts';

export const keysTexts: TextsOf<typeof English> = {
  title: 'Touches et affichage',
  intro: 'Les touches agissent quand vous n’écrivez pas dans un champ.',
  on: 'Utiliser les touches seules',
  onHint:
    'Désactivez-les si vous parlez à votre ordinateur ou si elles vous gênent. Ctrl et Entrée fonctionnent toujours.',
  key: 'Touche',
  does: 'Effet',
  display: 'Couleurs',
  system: 'Comme mon ordinateur',
  light: 'Clair',
  dark: 'Sombre',
  list: [
    ['?', 'Afficher cette aide'],
    ['n', 'Ouvrir la tâche suivante de Mon travail'],
    ['/', 'Trouver une personne, un dossier, un document ou quoi faire ; aussi Ctrl + K'],
    ['j', 'Dans une liste : ligne suivante'],
    ['k', 'Dans une liste : ligne précédente'],
    ['Entrée', 'Dans une liste : ouvrir la ligne'],
    ['Espace', 'Dans Mon travail : aperçu de la ligne'],
    ['e', 'Dans une tâche : la terminer'],
    ['m', 'Dans un dossier : ajouter une note'],
    ['Ctrl + Entrée', 'Enregistrer le formulaire ou la note en cours'],
    ['Échap', 'Fermer une fenêtre comme celle-ci'],
  ],
};
