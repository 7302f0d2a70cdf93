// Les phrases de la fenêtre d’aide, des touches et de l’affichage, et l’effet de chaque touche. Les touches sont celles d’origine.
import type { keysTexts as English } from '../en/keys.ts';
import { nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

const DOES: Readonly<Record<string, string>> = {
  '?': 'Afficher cette aide',
  n: 'Ouvrir la tâche suivante de Mon travail',
  '/': 'Trouver une personne, un dossier, un document ou quoi faire ; aussi Ctrl + K',
  j: 'Dans une liste : ligne suivante',
  k: 'Dans une liste : ligne précédente',
  ' ': 'Dans Mon travail : aperçu de la ligne',
  e: 'Dans une tâche : la terminer, ou aller à ce qui manque',
  z: 'Annuler ce que vous venez de terminer',
  m: 'Dans un dossier : ajouter une note',
  a: 'Confier la tâche à quelqu’un',
  w: 'Pourquoi : cette tâche, cette étape, cette date ou ce dossier',
  v: 'Qui a consulté ce dossier',
  s: 'Partager ce dossier avec un autre organisme',
  d: 'Décider : approuver une décision de ce dossier',
  u: 'Ajouter des documents',
  l: 'Dans les lettres : en faire une',
  '.': 'Dans un document : page suivante',
  ',': 'Dans un document : page précédente',
};

const FIXED: readonly (readonly [key: string, does: string])[] = [
  ['Entrée', 'Dans une liste : ouvrir la ligne'],
  ['Ctrl + Entrée', 'Enregistrer, envoyer ou approuver ce que vous êtes en train de faire'],
  ['Ctrl + K', 'Rechercher'],
  ['Échap', 'Fermer une fenêtre comme celle-ci'],
];

export const keysTexts: TextsOf<typeof English> = {
  title: 'Touches et affichage',
  intro: 'Les touches agissent quand vous n’écrivez pas dans un champ.',
  on: 'Utiliser les touches seules',
  onHint:
    'Désactivez-les si vous parlez à votre ordinateur ou si elles vous gênent. Ctrl et Entrée fonctionnent toujours.',
  here: 'Touches de cet écran',
  elsewhere: 'Touches des autres écrans',
  always: 'Touches qui restent telles quelles',
  key: 'Touche',
  does: 'Effet',
  space: 'Espace',
  none: 'aucune touche',
  change: 'Modifier',
  changeOf: (does) => `Modifier la touche : ${does}`,
  press: (does) => `Appuyez sur la nouvelle touche pour : ${does}. Suppr retire la touche, Échap la laisse.`,
  changed: (does, key) => (key === '' ? `Plus aucune touche : ${does}.` : `${key} est maintenant la touche : ${does}.`),
  faults: {
    taken: 'Cette touche fait déjà autre chose. Modifiez d’abord l’autre.',
    'not-one':
      'Utilisez une seule lettre, un seul chiffre ou un seul signe. Les touches du navigateur restent au navigateur.',
  },
  reset: 'Rétablir toutes les touches',
  resetDone: 'Toutes les touches sont comme à l’origine.',
  undo: 'Ce que vous terminez est retenu pendant',
  undoHint: 'Jusque-là, vous pouvez l’annuler. C’est ensuite envoyé et consigné.',
  undoFor: (seconds) => (seconds === 0 ? 'Pas du tout' : nombre(seconds, 'seconde', 'secondes')),
  display: 'Couleurs',
  colours: { system: 'Comme mon ordinateur', light: 'Clair', dark: 'Sombre' },
  list: DOES,
  fixed: FIXED,
};
