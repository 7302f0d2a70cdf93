// Les phrases du choix de la langue de l’écran.
import type { languageTexts as English } from '../en/language.ts';
import type { TextsOf } from '../texts-of.ts';

export const languageTexts: TextsOf<typeof English> = {
  label: 'Langue',
  unsaved:
    'Ce que vous avez saisi sans l’enregistrer serait perdu. Enregistrez-le d’abord, ou changez de langue malgré tout.',
  change: 'Changer et perdre ma saisie',
};
