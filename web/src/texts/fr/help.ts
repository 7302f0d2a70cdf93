// À quoi sert chaque écran et ce qu’on y fait, selon son adresse dans l’application. Bref : c’est au-dessus de la liste des touches.
import type { helpTexts as English, ScreenHelp } from '../en/help.ts';
import type { TextsOf } from '../texts-of.ts';

const CASE = 'Revenir au dossier, en haut de la page.';

const SCREENS: Readonly<Record<string, ScreenHelp>> = {
  '/work': {
    title: 'Mon travail',
    is: 'Tout ce qui vous attend, vous et vos équipes, les échéances les plus proches d’abord.',
    does: [
      'Ouvrir la tâche suivante, en haut, ou n’importe quelle tâche de la liste.',
      'Regarder un dossier sans quitter la liste, par sa flèche.',
      'Confier une tâche à quelqu’un d’autre, ou demander pourquoi elle est ici.',
    ],
  },
  '/cases': {
    title: 'Dossiers',
    is: 'Les dossiers de vos équipes, les plus récents d’abord.',
    does: ['Choisir les dossiers en cours ou clos.', 'Ouvrir un dossier par sa référence.'],
  },
  '/search': {
    title: 'Recherche',
    is: 'Les dossiers et documents qui contiennent tous les mots saisis, dans la mesure où vous pouvez les lire.',
    does: ['Saisir davantage de mots pour trouver moins.', 'Choisir les dossiers ou les documents, en cours ou clos.'],
  },
  '/goals': {
    title: 'Objectifs',
    is: 'Ce que sont devenus les objectifs des dossiers : fixés, atteints, atteints en partie, ou non.',
    does: [
      'Choisir une période et selon quoi comparer.',
      'Lire les mêmes nombres dans le tableau sous chaque graphique.',
    ],
  },
  '/start': {
    title: 'Ouvrir un dossier',
    is: 'Les types de dossier que vous pouvez ouvrir.',
    does: ['Choisir de quel type de dossier il s’agit ; son formulaire s’ouvre.'],
  },
  '/start/$caseType': {
    title: 'Ouvrir un dossier',
    is: 'Le formulaire qui ouvre un dossier de ce type.',
    does: [
      'Remplir ce qui est demandé. Ce qui est marqué comme facultatif peut venir plus tard.',
      'Ouvrir le dossier par le bouton à la fin.',
    ],
  },
  '/cases/$caseId': {
    title: 'Un dossier',
    is: 'Tout ce que vous pouvez savoir d’un dossier : ses dates, informations, tâches, documents, personnes, son plan, et ce qui s’est passé.',
    does: [
      'Faire une tâche : l’ouvrir depuis la liste des tâches.',
      'Ajouter une note ou des documents, décider, partager ou clore le dossier par les boutons du haut.',
      'Demander pourquoi une chose est ce qu’elle est.',
    ],
  },
  '/cases/$caseId/tasks/$task': {
    title: 'Une tâche',
    is: 'Un travail d’un dossier, avec son formulaire et, à côté, ce qui est connu.',
    does: [
      'Remplir le formulaire et terminer la tâche. Elle est retenue quelques secondes, pour que vous puissiez annuler.',
      'La prendre, la remettre dans la file, ou la confier à quelqu’un.',
      'Demander pourquoi elle vous est parvenue, et pourquoi sa date est celle-là.',
    ],
  },
  '/cases/$caseId/record': {
    title: 'Contrôle du registre',
    is: 'Si le registre du dossier est entier et inchangé.',
    does: ['Le contrôler à nouveau.', CASE],
  },
  '/cases/$caseId/readers': {
    title: 'Qui l’a consulté',
    is: 'Toutes les personnes qui ont consulté ce dossier, quand, quoi et à quel titre. Le fait que vous regardiez ici est consigné aussi.',
    does: ['Descendre pour lire les consultations antérieures.', CASE],
  },
  '/cases/$caseId/access': {
    title: 'Qui peut le voir',
    is: 'Qui peut voir ce dossier et pourquoi, et ce qui a été partagé, mis sous scellés ou tenu hors de portée de quelqu’un.',
    does: [
      'Partager une partie, la mettre sous scellés ou écarter quelqu’un ; vous voyez d’abord l’effet que cela aurait.',
      'Répondre aux demandes d’accès.',
    ],
  },
  '/cases/$caseId/people/$entry': {
    title: 'Une personne dans d’autres dossiers',
    is: 'Les fiches d’autres dossiers qui peuvent être celles de la même personne, et à quel point elles se ressemblent.',
    does: ['Dire que deux fiches sont d’une seule personne, ou qu’elles ne le sont pas.', CASE],
  },
  '/cases/$caseId/rights': {
    title: 'Droits de la personne',
    is: 'Ce que la personne a demandé sur ce que l’on détient à son sujet : son relevé, des rectifications, des consentements.',
    does: ['Constituer un relevé, décider d’une rectification, ou voir ce qui a été fait au titre d’un consentement.'],
  },
  '/cases/$caseId/rights/$fileId': {
    title: 'Relevé pour une personne',
    is: 'Ce qu’une personne reçoit de ce que l’on détient à son sujet.',
    does: [
      'Décider pour chaque élément s’il est communiqué, occulté ou refusé.',
      'Le faire approuver, puis le sortir.',
    ],
  },
  '/cases/$caseId/documents': {
    title: 'Documents',
    is: 'Les documents du dossier, par classeur.',
    does: [
      'Ajouter des fichiers : en choisir ou en déposer plusieurs, donner à chacun une nature et un titre, puis les classer tous d’un coup.',
      'Réunir des documents en une liasse.',
    ],
  },
  '/cases/$caseId/documents/$entry': {
    title: 'Un document',
    is: 'Un document avec ses versions et ses pages. Chaque page que vous ouvrez est consignée.',
    does: ['Tourner les pages.', 'Faire une copie dont quelque chose est retiré.', CASE],
  },
  '/cases/$caseId/letters': {
    title: 'Lettres',
    is: 'Les lettres du dossier : les projets, ce qui a été approuvé, et ce qui est parti.',
    does: ['Faire une lettre parmi celles qu’a ce type de dossier.'],
  },
  '/cases/$caseId/letters/$entry': {
    title: 'Une lettre',
    is: 'Une lettre telle que son destinataire la lit, et où elle en est.',
    does: ['L’approuver, l’envoyer, ou consigner son retour.'],
  },
  '/ask': {
    title: 'Demander un accès',
    is: 'Pour un dossier que vous ne pouvez pas voir.',
    does: ['Demander l’accès et dire pourquoi.', 'En urgence, l’ouvrir aussitôt ; une autre personne le contrôle.'],
  },
  '/notices': {
    title: 'Avis',
    is: 'Ce dont vous avez été informé et n’avez pas encore traité : dates, demandes, réponses.',
    does: ['Ouvrir ce dont traite un avis, ou y répondre.'],
  },
  '/inbox': {
    title: 'Courrier reçu',
    is: 'Ce qui est arrivé par courriel, par la poste et par des répertoires, et n’est encore dans aucun dossier.',
    does: ['Prendre un élément, puis le classer, ouvrir un dossier avec lui, ou le rejeter avec un motif.'],
  },
  '/inbox/$item': {
    title: 'Un élément du courrier reçu',
    is: 'Une chose qui est arrivée, avec ses parties.',
    does: ['La lire, choisir un dossier et classer chaque partie ; ou dire pourquoi elle est rejetée.'],
  },
  '/reviews': {
    title: 'Contrôles',
    is: 'Les consultations de dossiers qu’une règle a remarquées et que quelqu’un doit apprécier.',
    does: ['En ouvrir une, et trancher ce que c’était.'],
  },
  '/reviews/$reviewId': {
    title: 'Un contrôle',
    is: 'Une chose qui a été remarquée, avec tout ce qui y a mené.',
    does: ['Tout lire, puis trancher.'],
  },
  '/emergencies': {
    title: 'Urgences',
    is: 'Combien de fois des dossiers ont été ouverts en urgence, et ce que les contrôles ont constaté.',
    does: ['Choisir une période.'],
  },
  '/access-rules': {
    title: 'Règles d’accès',
    is: 'Les règles en vigueur, et ce que d’autres changeraient.',
    does: ['Lire les règles, ou les comparer avec une autre version.'],
  },
  '/audit': {
    title: 'Audit',
    is: 'Tout ce qui a été lu et fait dans votre périmètre.',
    does: ['Restreindre par personne, dossier, période ou action.', 'Ouvrir un dossier tel qu’il était à un moment.'],
  },
  '/audit/cases/$caseId': {
    title: 'Un dossier dans un audit',
    is: 'Le dossier tel qu’il était à un moment, et ce qui diffère entre deux moments.',
    does: ['Choisir le moment.', 'Vérifier son registre.'],
  },
  '/case-types': {
    title: 'Types de dossier',
    is: 'Les types de dossier de votre organisme, et les projets de nouvelles versions.',
    does: ['Ouvrir un type pour voir ses versions, ou commencer un projet.'],
  },
  '/case-types/$caseType': {
    title: 'Un type de dossier',
    is: 'Ses versions, et ce qui diffère entre elles.',
    does: ['Comparer des versions, ou commencer un projet à partir de l’une d’elles.'],
  },
  '/case-type-drafts/$draftId': {
    title: 'Un projet',
    is: 'Une nouvelle version d’un type de dossier, jusqu’à sa publication.',
    does: ['Modifier son texte, l’envoyer en relecture, l’approuver, le publier.'],
  },
  '/post': {
    title: 'Courrier postal',
    is: 'Les lettres sur papier qui attendent d’être imprimées, et les lots qui l’ont été.',
    does: ['Imprimer un lot, indiquer qu’il a été posté, consigner ce qui est revenu.'],
  },
  '/phrases': {
    title: 'Formules',
    is: 'Les mots que vous employez souvent, les vôtres et ceux de vos équipes.',
    does: ['Garder, modifier ou supprimer une formule.', 'En insérer une dans tout texte long avec Ctrl et ;.'],
  },
  '/records/$': {
    title: 'Archives',
    is: 'Ce qui doit être conservé, ce qui peut être éliminé, et ce qu’un gel retient.',
    does: [
      'Faire une liste d’élimination, la faire approuver, et voir le certificat.',
      'Placer des gels et y mettre fin.',
    ],
  },
};

export const helpTexts: TextsOf<typeof English> = {
  what: 'À quoi sert cet écran',
  how: 'Ce que vous y faites',
  screens: SCREENS,
};
