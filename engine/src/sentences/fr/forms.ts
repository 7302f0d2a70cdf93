// Of answers on forms. In French.
import type { TextsOf } from '../texts-of.ts';
import type { formsTexts as english } from '../en/forms.ts';

export const formsTexts: TextsOf<typeof english> = {
  'enter-a-number': 'Saisissez un nombre.',
  'enter-an-amount-such-as-36': 'Saisissez un montant comme 36.00, avec un point et deux décimales au plus.',
  'enter-a-date-that-exists-written': 'Saisissez une date qui existe, écrite AAAA-MM-JJ.',
  'enter-a-date-and-time-with': 'Saisissez une date et une heure avec leur décalage, comme 2011-10-11T13:45:40+02:00.',
  'answer-yes-or-no': 'Répondez par oui ou par non.',
  'enter-text': 'Saisissez un texte.',
  'shorten-this-to-characters-it-has': 'Ramenez ce texte à {maxLength} caractères ; il en a {length}.',
  'remove-the-characters-that-are-not': 'Supprimez les caractères qui ne sont pas du texte.',
  'write-this-on-one-line': 'Écrivez ceci sur une seule ligne.',
  'choose-one-of': 'Choisissez parmi : {shown}{more}.',
  'this-must-be-answered': 'Une réponse est nécessaire.',
  'this-is-shown-here-and-cannot': 'Ceci est montré ici et ne peut pas être modifié.',
  'as-the-other-answers-stand-this': 'D’après les autres réponses, ceci n’est pas demandé. Laissez-le vide.',
  'this-kind-of-case-has-no': 'Ce type de dossier n’a pas de tel champ.',
  'the-form-does-not-ask-for': 'Le formulaire « {title} » ne demande pas ceci.',
  'this-is-computed-from-other-fields': 'Ceci est calculé à partir d’autres champs et ne peut pas être saisi.',
  'this-name-cannot-be-used': 'Ce nom ne peut pas être utilisé.',
  'record-single-values-text-numbers-true': 'Saisissez des valeurs simples : texte, nombres, vrai ou faux.',
};
