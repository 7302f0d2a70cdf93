// Of commands: access, consents, corrections, and what a case type asks of what a case keeps. In French.
import type { TextsOf } from '../texts-of.ts';
import type { casesTexts as english } from '../en/cases.ts';

export const casesTexts: TextsOf<typeof english> = {
  'you-have-asked-already-and-nobody': 'Vous l’avez déjà demandé, et personne n’a encore répondu.',
  'the-hours-must-be-a-whole': 'Les heures sont un nombre entier de 1 à {most}.',
  'the-reason-needs-at-least-characters':
    'Le motif doit avoir au moins {fewestCharacters} caractères. Dites ce qui s’est passé et pourquoi cela ne peut pas attendre.',
  'the-kind-of-emergency-must-be': 'La nature de l’urgence doit être l’une de celles de ce type de dossier : {titles}.',
  'the-end-must-be-an-instant': 'La fin doit être un instant avec son décalage.',
  'the-end-must-be-in-the': 'La fin doit être à venir.',
  'a-reason-or-category-in-words': 'Il manque un motif ou une nature en toutes lettres.',
  'a-classification-needs-the-name-of': 'Une classification demande le nom de son échelle et un niveau.',
  'name-at-least-one-purpose-or': 'Nommez au moins une finalité, ou null pour toutes.',
  'give-a-reason': 'Donnez un motif.',
  'a-wall-is-for-a-person': 'Une cloison vaut pour une personne ou pour une unité.',
  'name-at-least-one-person-to': 'Nommez au moins une personne à qui cela reste ouvert.',
  'name-at-least-one-section': 'Nommez au moins une partie du dossier.',
  'there-is-no-such-section': 'Il n’y a pas de telle partie du dossier.',
  'the-number-of-the-agency-that': 'Il manque le numéro de l’organisme qui reçoit.',
  'name-the-law-or-agreement-that': 'Nommez la loi ou l’accord qui le permet.',
  'there-is-no-such-consent-for': 'Il n’y a pas de tel consentement pour cette finalité.',
  'a-name-may-have-letters-digits':
    'Un nom peut avoir des lettres, des chiffres, des points, des traits d’union et des tirets bas, 64 au plus.',
  'nothing-pauses-or-extends': 'Rien ne suspend ni ne prolonge « {title} » ({reference}).',
  'follows-from-the-plan-it-holds': '« {pause} » découle du plan : cela vaut tant que {during} est en cours.',
  'follows-from-the-case-file-record': '« {pause} » découle du dossier. Renseignez plutôt {field}.',
  'what-was-made-here-is-drafted': 'Ce qui a été fait ici est rédigé, et non consigné.',
  'is-no-letter-of-this-kind': '« {letter} » n’est pas une lettre de cette nature.',
  'it-goes-to-the-one-party': 'Elle va à la seule personne pour qui elle a été faite.',
  'the-meeting-to-which-it-asks': 'La réunion à laquelle elle invite a changé, ou n’aura pas lieu. Refaites la lettre.',
  'rests-on-consent-and-none-is':
    '« {title} » repose sur un consentement, et aucun n’est consigné. Demandez à la personne, et consignez ce qu’elle dit.',
  'the-consent-to-was-withdrawn-on':
    'Le consentement à « {title} » a été retiré le {date}. Cela ne peut plus servir à cette fin.',
  'the-consent-to-has-ended-ask': 'Le consentement à « {title} » a pris fin. Demandez de nouveau à la personne.',
  'the-consent-to-does-not-cover':
    'Le consentement à « {title} » ne couvre pas ceci : il vaut pour d’autres parties du dossier, ou pour quelqu’un d’autre. Demandez à la personne.',
  'say-whose-consent-it-is': 'Dites de qui est le consentement.',
  'whoever-consents-is-a-party-of': 'Qui consent est une partie de ce dossier{party}.',
  'say-how-it-was-given-and': 'Dites comment il a été donné, et quel jour.',
  'the-document-that-shows-it-is': 'Le document qui le montre n’est pas de ce dossier.',
  'a-recipient-is-agency-with-its':
    'Un destinataire est agency: avec son numéro, team: ou case: avec son nom, ou public.',
  'what-is-right': 'Ce qui est exact',
  'the-law': 'La loi',
  'the-day-on-which-it-was-2': 'Le jour de la demande est une date, et n’est pas à venir.',
  'why-it-is-not-corrected': 'Le motif de ne pas rectifier',
  'at-most-are-kept': 'Il en est gardé {most} au plus.',
  'it-is-on-record-already-what': 'Ce qu’il en est advenu est déjà consigné.',
  'it-is-recorded-when-it-was-2': 'Cela se consigne quand c’est fait, et pas avant.',
  'nothing-is-on-record-there-that': 'Rien n’y est consigné qui puisse être faux.',
  'give-the-reason': 'Donnez le motif.',
  'what-was-considered-names-a-field': 'Ce qui a été pris en compte nomme un champ qui n’existe pas.',
  'answers-a-review-name-what-it': '« {title} » répond à un recours. Nommez ce qui est réexaminé.',
  reviews: '« {title} » réexamine : {kinds}.',
  'what-is-affirmed-stays-as-it': 'Ce qui est confirmé reste comme il a été décidé. Ne nommez pas de questions.',
  'was-not-decided-by-what-is': '{wrong} n’a pas été tranché par ce qui est réexaminé.',
  'is-not-an-issue-of-this': '{id} n’est pas une question de ce dossier.',
  'is-decided-already': '{id} est déjà tranché.',
  'must-be-filed-before-the-case': '« {title} » doit être classé avant la fin du dossier.',
  'is-decided-by-a-delegate': '« {title} » est tranché par un délégataire : {titles}.',
  'no-document-of-this-case-that':
    'Aucun document de ce dossier que vous puissiez lire n’a le contenu {unfiled}. Classez-le d’abord.',
  'its-rules-do-not-hold-its':
    'Ses règles ne sont pas remplies, sa phase ou sa tâche n’est pas en cours, ou il en est déjà assez prévu.',
  'say-by-which-day-is-owed': 'Dites pour quel jour « {title} » est dû.',
  'by-when-is-owed-is-for': 'C’est à son délai de dire pour quand « {title} » est dû.',
  'its-clock-gives-no-day': 'Son délai ne donne aucun jour.',
  'this-task-has-no-form': 'Cette tâche n’a pas de formulaire.',
  'a-case-keeps-at-most-of': 'Un dossier en garde {most} au plus.',
  'cases-of-this-kind-have-nothing': 'Les dossiers de ce type n’ont rien qui s’appelle {of}.',
  'there-is-no-share-in-force':
    'Aucun partage n’est en vigueur pour les mêmes organisme, unité, finalité, fondement et parties, qui ne finisse pas plus tard. Donnez-en un d’abord.',
  'how-they-were-told': 'La façon de l’informer',
  'why-they-need-not-be-told': 'Le motif de ne pas l’informer',
};
