// Les documents : la liste, le dépôt de fichiers, la lecture.
import type { documentsTexts as English } from '../en/documents.ts';
import { chiffre, nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

const MOVES: Readonly<Record<string, string>> = {
  'add-version': 'Ajouter une version',
  retitle: 'Modifier le titre',
  reclassify: 'Changer de nature',
  'change-audience': 'Modifier les destinataires',
  withdraw: 'Retirer, classé par erreur',
  disclose: 'Communiquer',
  withhold: 'Refuser de communiquer',
};

const CHANNELS: Readonly<Record<string, string>> = {
  staff: 'apporté par le personnel',
  portal: 'apporté par le public',
  mail: 'venu par courriel',
  scan: 'numérisé',
  api: 'venu d’un autre système',
  import: 'importé',
  made: 'fait ici',
};

const HOW: Readonly<Record<string, string>> = {
  redaction: 'Une copie occultée de',
  bundle: 'Une liasse avec',
  letter: 'Une lettre faite à partir de',
  copy: 'Une copie de',
};

const WARNINGS: Readonly<Record<string, string>> = {
  'name-contradicts': 'Son nom annonce un autre type que le sien.',
};

export const documentsTexts: TextsOf<typeof English> = {
  title: 'Documents',
  of: (reference) => `Documents de ${reference}`,
  all: 'Tous les documents',
  none: 'Aucun document n’est encore classé.',
  count: (count) => nombre(count, 'document', 'documents'),
  other: 'Autres',
  open: 'Ouvrir',
  save: 'Enregistrer une copie',
  redact: 'Faire une copie occultée',
  bundle: 'Faire une liasse',
  versions: 'Versions',
  version: (number) => `Version ${chiffre(number)}`,
  current: 'Actuelle',
  number: (number) => `N° ${chiffre(number)}`,
  pages: (count) => nombre(count, 'page', 'pages'),
  filed: (day, channel) => `Reçu le ${day}, ${CHANNELS[channel] ?? channel}`,
  by: (person, at) => `${person}, ${at}`,
  audience: (title) => `Pour : ${title}`,
  withdrawn: 'Retiré',
  madeOf: (how) => HOW[how] ?? 'Fait à partir de',
  hidden: 'un document que vous ne pouvez pas lire',
  reasons: (reasons) => `Motifs : ${reasons}`,
  move: (move) => MOVES[move] ?? move,
  moveOf: (move, title) => `${MOVES[move] ?? move} : ${title}`,
  saved: 'Consigné',
  unscanned: 'Pas d’analyse antivirus',
  clean: (scanner) => (scanner === null ? 'Analyse antivirus faite' : `Analyse antivirus faite par ${scanner}`),
  noScanner:
    'Les fichiers ne sont pas analysés ici, car aucun antivirus n’est installé. N’acceptez que des fichiers de personnes que vous connaissez.',
  add: {
    title: 'Ajouter des documents',
    button: 'Ajouter des documents',
    pick: 'Choisir des fichiers',
    drop: 'ou déposez-les ici',
    limit: (size) => `Chaque fichier fait au plus ${size}.`,
    kind: 'Nature',
    name: 'Titre',
    audience: 'Destinataires',
    remove: (name) => `Laisser de côté ${name}`,
    removeShort: 'Laisser de côté',
    submit: (count) => (count === 1 ? 'Ajouter le document' : `Ajouter ${nombre(count, 'document', 'documents')}`),
    nothing: 'Choisissez d’abord un fichier.',
    noKind: 'Indiquez la nature de chaque fichier.',
    noTitle: 'Donnez un titre à chaque document.',
    noAudience: 'Indiquez les destinataires de chaque document.',
    tooLarge: (most) => `Il dépasse ${most}, le maximum pour cette nature.`,
    empty: 'Le fichier est vide.',
    done: (count) =>
      count === 1 ? 'Le document est classé.' : `${nombre(count, 'document', 'documents')} sont classés.`,
    some: (filed, all) =>
      `${chiffre(filed)} sur ${chiffre(all)} sont classés. Ce qui suit ne l’est pas encore ; rien n’en est perdu.`,
    again: 'Réessayer',
    stop: 'Arrêter',
    kept: 'Ce qui a été envoyé est conservé. Choisissez à nouveau le même fichier pour continuer.',
  },
  state: {
    waiting: 'En attente',
    sending: (percent) => `Envoi, ${chiffre(percent)} %`,
    checking: 'En cours d’analyse',
    filing: 'En cours de classement',
    filed: 'Classé',
    refused: 'Refusé',
    failed: 'Inachevé',
  },
  warning: (code) => WARNINGS[code] ?? code,
  asked: {
    reason: 'Motif',
    reasonHint: 'Il est consigné avec votre nom.',
    title: 'Titre',
    kind: 'Nature',
    to: 'Destinataires',
  },
  read: {
    page: (number, of) => `Page ${chiffre(number)} sur ${chiffre(of)}`,
    goTo: 'Aller à la page',
    next: 'Page suivante',
    previous: 'Page précédente',
    larger: 'Agrandir',
    smaller: 'Réduire',
    text: 'Texte de cette page',
    marked: (count) =>
      count === 0
        ? 'Les mots sont sur cette page, ou dans son texte ci-dessous, où ils ne peuvent pas être marqués.'
        : `${nombre(count, 'mot est marqué', 'mots sont marqués')} sur cette page.`,
    noText: 'Cette page n’a pas de texte : ce peut être une image.',
    loading: 'La page est en cours de dessin.',
    cannot:
      'Ce genre de fichier ne peut pas être montré ici. Enregistrez une copie pour l’ouvrir avec un de vos programmes.',
    failed: 'Le fichier ne peut pas être montré. Enregistrez une copie, ou réessayez.',
    cut: 'Seul le début est montré. Enregistrez une copie pour tout lire.',
    picture: (title) => `L’image ${title}`,
    back: 'Documents',
  },
};
