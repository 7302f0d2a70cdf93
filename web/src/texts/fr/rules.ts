// La comparaison d’une autre version des règles d’accès avec celle qui est en vigueur.
import type { rulesTexts as English } from '../en/rules.ts';
import { chiffre, nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

export const rulesTexts: TextsOf<typeof English> = {
  lead: 'Modifiez une copie des règles et voyez qui gagnerait et qui perdrait quel dossier. Demander ne change rien.',
  form: 'Une autre version des règles',
  rules: 'Règles en JSON',
  hint: 'Ce sont les règles en vigueur. Donnez une autre version à votre copie.',
  submit: 'Comparer',
  notJson: 'Ce n’est pas du JSON. Corrigez-le, ou repartez des règles en vigueur.',
  compared: (cases, withheld) =>
    `${nombre(cases, 'dossier comparé', 'dossiers comparés')}.${withheld === 0 ? '' : ` ${nombre(withheld, 'autre ne peut', 'autres ne peuvent')} vous être indiqués.`}`,
  between: (from, to) => `De ${from} à ${to}`,
  none: 'Personne ne gagne ni ne perd quoi que ce soit dans ces dossiers',
  noneHint: 'Continuez avec les dossiers suivants, ou modifiez les règles.',
  more: 'Comparer les dossiers suivants',
  change: 'Changement',
  gains: 'Gagne',
  loses: 'Perd',
  case: 'Dossier',
  part: 'Partie',
  whole: 'Le dossier lui-même',
  people: 'Personnes',
  others: (count) => `et ${chiffre(count)} de plus`,
};
