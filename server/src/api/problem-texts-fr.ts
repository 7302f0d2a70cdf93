// Every refusal of the API in French: the same codes, the same advice. A code that has no words here does not compile.
import type { RejectionCode } from '@casewright/engine/case';
import { ADMINISTRATION_IN_FRENCH } from './administration-problem-texts-fr.ts';
import { UPLOADS_IN_FRENCH } from './upload-problem-texts-fr.ts';
import type { ApiProblemCode, ProblemCode } from './problem-texts.ts';
import { RECORDS_IN_FRENCH } from './records-problem-texts-fr.ts';
import { SAMPLES_IN_FRENCH } from './sample-problem-texts-fr.ts';
import { UNSENT_IN_FRENCH } from './unsent-problem-texts-fr.ts';

/** A title, and what to do. */
export type ProblemWords = readonly [title: string, detail: string];

const REJECTIONS: Readonly<Record<RejectionCode, ProblemWords>> = {
  'case-exists': [
    'Le dossier existe',
    'Un dossier avec cet identifiant a déjà été ouvert. Ouvrez-le au lieu de le recréer.',
  ],
  'case-closed': [
    'Le dossier est clos',
    'Ce dossier est clos, et ceci ne fait pas partie de ce qui peut être fait après.',
  ],
  'unknown-item': [
    'Étape inconnue',
    'Ce dossier n’a pas d’étape de ce nom. Rechargez le dossier pour voir ses étapes.',
  ],
  'wrong-kind': [
    'Pas ce genre d’étape',
    'Cette étape ne peut pas être utilisée ainsi. Rechargez le dossier pour voir ce qui est possible.',
  ],
  'not-available': [
    'Pas possible pour l’instant',
    'Cette étape ne peut pas être faite maintenant : elle a pris fin, ou ce qui doit la précéder n’a pas eu lieu. Rechargez le dossier.',
  ],
  'invalid-data': [
    'Vérifiez les réponses',
    'Des réponses manquent ou ne sont pas valables. Corrigez les champs indiqués et renvoyez.',
  ],
  'timer-not-set': ['Minuteur inconnu', 'Ce minuteur n’est pas en marche dans ce dossier.'],
  'timer-not-due': ['Pas encore échu', 'Ce minuteur n’est pas encore échu.'],
  'unknown-clock': ['Délai inconnu', 'Ce type de dossier n’a pas de délai de ce nom.'],
  'routing-differs': [
    'L’attribution a choisi quelqu’un d’autre',
    'Le relevé d’attribution joint n’a pas choisi cette personne.',
  ],
  'assignee-may-not-open': [
    'Cette personne ne peut pas ouvrir ce dossier',
    'Le travail ne peut aller qu’à une personne qui peut ouvrir le dossier. Choisissez-en une autre, ou donnez-lui d’abord l’accès.',
  ],
  'clock-refused': [
    'La règle du délai ne le permet pas',
    'La loi qui régit ce délai, ou l’état où il se trouve, ne le permet pas.',
  ],
  'clock-not-running': [
    'Le délai ne court pas',
    'Ce délai n’a pas commencé ou s’est arrêté ; son échéance ne peut donc pas changer.',
  ],
  'unknown-outcome': [
    'Issue inconnue',
    'Ce type de dossier ne peut pas se terminer ainsi. Choisissez l’une des issues indiquées avec le dossier.',
  ],
  'unknown-subject': ['Une personne manque', 'Il faut indiquer qui le dossier concerne avant de l’ouvrir.'],
  'nothing-to-do': ['Rien à changer', 'Il en est déjà ainsi ; rien n’a été changé.'],
  'fact-not-offered': [
    'N’est plus proposé',
    'Cette information n’est pas proposée ici, ou elle a changé depuis. Regardez à nouveau ce qui est proposé, ou demandez à la personne.',
  ],
  'no-consent': [
    'Aucun consentement en vigueur',
    'Ceci repose sur le consentement d’une personne, et aucun consentement en vigueur ne le couvre. Demandez à la personne et consignez sa réponse.',
  ],
  'expression-failed': [
    'Une règle ne peut pas être calculée',
    'Une règle de ce type de dossier ne peut pas être calculée avec ces réponses ; rien n’a été changé. Vérifiez les réponses, puis prévenez la personne qui tient ce type de dossier.',
  ],
  'condition-not-met': [
    'Pas encore possible',
    'Autre chose doit d’abord être rempli. Demandez pourquoi, et réessayez quand ce sera le cas.',
  ],
  'same-person': [
    'Une autre personne doit le faire',
    'Vous, ou le collègue que vous remplacez, avez fait une étape qui doit l’être par une autre personne que celle-ci.',
  ],
  'not-completable': [
    'Pas encore complet',
    'Du travail y est encore en cours ou requis. Terminez-le d’abord, ou mettez-y fin.',
  ],
  'not-applicable': [
    'Ne peut pas être prévu maintenant',
    'Ses règles ne sont pas remplies, ou il y en a déjà assez. Rechargez le dossier pour voir ce qui peut être prévu.',
  ],
  'not-authorised': [
    'D’autres le prévoient',
    'Seuls les rôles désignés peuvent prévoir cette étape. Adressez-vous à une personne qui en a un.',
  ],
  'nothing-to-act-on': [
    'Il ne resterait rien à faire',
    'Indiquez quelles étapes sont à refaire, pour que le dossier ne soit pas ouvert sans rien à faire.',
  ],
  'invalid-access': [
    'On ne peut pas dire cela de l’accès',
    'Une partie, un nom, une durée ou un motif manque ou n’est pas valable. Corrigez et renvoyez.',
  ],
  'unknown-access': [
    'Accès inconnu',
    'Ce dossier n’a ni accès ni demande portant cet identifiant. Rechargez le dossier.',
  ],
  'access-ended': ['Déjà terminé ou décidé', 'C’est terminé, ou quelqu’un en a déjà décidé. Rechargez le dossier.'],
  'needs-another-person': [
    'Une autre personne doit le faire',
    'Personne ne décide de sa propre affaire. Adressez-vous à un collègue qui le peut.',
  ],
  'nobody-to-review': [
    'Personne ne pourrait le contrôler',
    'Personne d’autre ne gère l’accès à ce dossier, dans son équipe ou au-dessus, et l’organisme n’a pas de délégué à la protection des données qui puisse le connaître. Rien n’a été changé. Prévenez la direction de l’organisme, pour que quelqu’un soit désigné.',
  ],
  'unknown-entry': [
    'Ne fait pas partie de ce dossier',
    'Le dossier ne conserve rien de ce genre sous cet identifiant. Rechargez le dossier.',
  ],
  'entry-refused': [
    'Ceci ne peut pas être consigné',
    'Ce qui a été donné n’est pas complet, ou sa nature ou son état ne le permet pas. Rechargez le dossier.',
  ],
  'not-movable': [
    'Le dossier ne peut pas passer à cette version',
    'Le dossier contient quelque chose qui n’a pas de place dans l’autre version. Répétez le passage à blanc pour voir quoi.',
  ],
  'move-differs': [
    'Le passage changerait autre chose',
    'Le dossier a changé depuis l’essai à blanc. Refaites-le et regardez ce qui change maintenant.',
  ],
  'open-entries': [
    'Quelque chose est encore ouvert',
    'Quelque chose que ce dossier doit régler est ouvert. Réglez-le d’abord, puis clôturez le dossier.',
  ],
  'plan-does-not-settle': [
    'Le plan ne se stabilise pas',
    'Les règles de ce type de dossier s’enchaînent sans fin ; rien n’a été changé. Prévenez la personne qui tient ce type de dossier.',
  ],
};

const API: Readonly<Record<ApiProblemCode, ProblemWords>> = {
  'invalid-request': [
    'La requête n’est pas valable',
    'La requête n’a pas la forme que décrit la référence de l’interface.',
  ],
  'invalid-cursor': [
    'Page inconnue',
    'La valeur de `after` ne vient pas d’une page de cette liste. Recommencez à la première page.',
  ],
  'malformed-json': [
    'Le corps n’est pas du JSON valable',
    'Le corps doit être du JSON en UTF-8, où aucun nom ne figure deux fois.',
  ],
  'missing-idempotency-key': [
    'Il manque une clé',
    'Envoyez un nouvel en-tête Idempotency-Key, de 1 à 128 caractères visibles, avec chaque nouveau changement, et le même à chaque nouvel essai.',
  ],
  'invalid-precondition': [
    'If-Match n’est pas compris',
    'If-Match doit être l’ETag envoyé avec le dossier, par exemple "v7".',
  ],
  'not-signed-in': [
    'Connectez-vous',
    'Personne n’est connecté, ou la session a pris fin. Connectez-vous et réessayez.',
  ],
  'sign-in-failed': ['Échec de la connexion', 'Cette personne ne peut pas se connecter ici.'],
  'cross-origin': [
    'Pas depuis ce site',
    'Les changements ne sont acceptés que depuis les pages de ce site. Un programme doit envoyer un en-tête Origin avec l’adresse de ce site.',
  ],
  'not-handed-over': [
    'Rien ne vous a été confié',
    'Personne de cet identifiant ne vous a confié de travail que vous pourriez faire maintenant. Demandez en votre propre nom, ou demandez qu’on vous le confie.',
  ],
  'not-on-behalf': [
    'Pas au nom d’une autre personne',
    'Ceci ne peut pas être demandé au nom d’une autre personne. Omettez l’en-tête Casewright-On-Behalf-Of.',
  ],
  'not-found': ['Introuvable', 'Il n’y a rien ici, ou il ne vous appartient pas de le voir.'],
  'views-too-many': [
    'Trop de vues',
    'Vous, ou l’équipe, avez autant de vues enregistrées qu’on peut en garder. Supprimez-en une dont personne n’a besoin, puis réessayez.',
  ],
  'phrases-too-many': [
    'Trop de formules',
    'Vous, ou l’équipe, avez autant de formules qu’on peut en garder. Supprimez-en une dont personne n’a besoin, puis réessayez.',
  ],
  'view-filters': [
    'Pas un filtre de cette liste',
    'Une vue garde les filtres qu’a la liste, et aucun mot recherché. Retirez ce qui n’en est pas un.',
  ],
  'version-conflict': [
    'Quelqu’un d’autre a été plus rapide',
    'Le dossier a changé entre-temps. Rechargez-le, regardez ce qui a changé, et décidez à nouveau.',
  ],
  'review-changed': [
    'Le contrôle a changé',
    'D’autres faits ont été remarqués, ou quelqu’un a tranché. Rechargez le contrôle, regardez ce qui est nouveau, et tranchez à nouveau.',
  ],
  'people-not-one': [
    'Ils ne sont pas considérés comme une seule personne',
    'Une personne désignée n’est plus rapprochée des autres. Rechargez les fiches et regardez lesquelles le sont.',
  ],
  'people-too-many': [
    'Trop pour une seule personne',
    'Plus de cent fiches seraient celles d’une seule personne. Regardez lesquelles le sont, et retirez les autres.',
  ],
  ...UNSENT_IN_FRENCH,
  ...ADMINISTRATION_IN_FRENCH,
  ...SAMPLES_IN_FRENCH,
  'print-nothing': [
    'Aucune lettre n’attend',
    'Aucune lettre n’attend la poste. Celles qui ont été imprimées peuvent l’être encore une fois, par leur étiquette.',
  ],
  'print-label': [
    'Étiquette inconnue',
    'Aucune lettre imprimée ne porte cette étiquette, ou elle est déjà revenue. Regardez la page de garde, où elle figure sous la forme 12-3.',
  ],
  'print-day': [
    'Pas ce jour-là',
    'Les lettres sont postées après leur impression, et jamais un jour à venir. Vérifiez le jour.',
  ],
  'print-posted': [
    'Déjà posté',
    'Quelqu’un a déjà indiqué quand ce lot a été posté. Rechargez la liste pour voir quand.',
  ],
  'file-changed': [
    'On en détient davantage depuis',
    'Quelque chose a été consigné depuis que vous avez regardé. Complétez le relevé, rechargez-le, et approuvez-le tel qu’il est.',
  ],
  'file-not-all-yours': [
    'Vous ne pouvez pas tout lire',
    'Une partie est dans des dossiers ou des parties que vous ne pouvez pas lire. Une personne qui peut tout lire l’approuve ; ou faites-vous donner l’accès.',
  ],
  'file-undecided': [
    'Tout n’est pas décidé',
    'Chaque élément est communiqué, occulté ou refusé avant que le relevé soit approuvé.',
  ],
  'file-to-redact': [
    'Des copies occultées manquent',
    'Faites une copie occultée de chaque pièce à occulter, et indiquez-la.',
  ],
  'file-tells-place': [
    'Cela révélerait où trouver quelqu’un',
    'Un élément révélerait où trouver une autre personne, ce qui est protégé. Occultez-le ou refusez-le.',
  ],
  'file-own-work': [
    'Vous y avez pris part',
    'La personne qui a ouvert un relevé ou décidé d’un élément ne l’approuve pas. Adressez-vous à un autre délégué à la protection des données.',
  ],
  'file-not-approved': [
    'Il n’est pas approuvé',
    'Un délégué à la protection des données qui n’y a pas pris part approuve le relevé tel qu’il est avant qu’il soit remis.',
  ],
  'file-too-large': [
    'Trop grand pour une seule réponse',
    'Ses pièces dépassent ensemble 64 Mio. Sortez-le là où l’installation est tenue : casewright subject export.',
  ],
  'item-names-others': [
    'Il nomme une autre personne',
    'Occultez-le ou refusez-le, ou indiquez que vous avez vu le nom et le communiquez ainsi.',
  ],
  'item-needs-reason': [
    'Il manque un motif',
    'Ce qui est refusé demande le code d’une exception et un motif, que la personne lira.',
  ],
  'item-needs-words': [
    'Il manque des mots',
    'Ce qui n’est pas une pièce n’a pas de copie occultée. Indiquez ce qui est donné à la place.',
  ],
  'item-other-copy': [
    'Ce n’en est pas une copie occultée',
    'Indiquez un document du même dossier, occulté à partir de cette version exacte, et que vous pouvez lire.',
  ],
  'try-again': ['Occupé', 'Trop de changements se sont croisés au même moment. Renvoyez la même requête.'],
  'too-large': [
    'Trop grand',
    'La requête dépasse 256 kilo-octets, ou 2 mégaoctets si elle apporte le texte d’un type de dossier.',
  ],
  'unsupported-media-type': ['Pas du JSON', 'Envoyez le corps avec l’en-tête Content-Type: application/json.'],
  'key-reused': [
    'La clé a déjà servi',
    'Cette Idempotency-Key a servi à une autre requête. Envoyez une nouvelle clé avec un nouveau changement.',
  ],
  'too-many-requests': ['Trop de requêtes', 'Attendez le temps qu’indique l’en-tête Retry-After, puis réessayez.'],
  unavailable: [
    'Indisponible pour l’instant',
    'Le serveur ne peut pas le faire maintenant, et rien n’a été changé. Réessayez dans un moment.',
  ],
  'outcome-unknown': [
    'Le résultat n’est pas connu',
    'La connexion à la base de données s’est perdue avant la confirmation. Renvoyez la même requête avec la même Idempotency-Key.',
  ],
  internal: [
    'Une erreur du serveur',
    'Un incident s’est produit sur le serveur et a été consigné. Réessayez, et prévenez la personne qui exploite l’installation si cela se reproduit.',
  ],
};

export const PROBLEMS_IN_FRENCH: Readonly<Record<ProblemCode, ProblemWords>> = {
  ...{ ...REJECTIONS, ...API },
  ...{ ...UPLOADS_IN_FRENCH, ...RECORDS_IN_FRENCH },
};
