// Les lettres et messages : la liste, la rédaction, la lecture, l’approbation, l’envoi, et comment joindre les personnes.
import type { lettersTexts as English } from '../en/letters.ts';
import { chiffre, nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

const STATUSES: Readonly<Record<string, string>> = {
  drafted: 'Projet',
  approved: 'Approuvée',
  discarded: 'Abandonnée',
  sent: 'Envoyée',
  delivered: 'Arrivée',
  bounced: 'Revenue',
  recorded: 'Consignée',
  arranged: 'À venir',
  cancelled: 'Annulée',
  held: 'Tenue',
  missed: 'Manquée',
};

const MOVES: Readonly<Record<string, string>> = {
  discard: 'Abandonner',
  approve: 'Approuver ce que vous lisez ici',
  send: 'Envoyer',
  deliver: 'Consigner son arrivée',
  bounce: 'Consigner son retour',
};

export const lettersTexts: TextsOf<typeof English> = {
  title: 'Lettres et messages',
  of: (reference) => `Lettres et messages de ${reference}`,
  all: 'Toutes les lettres et tous les messages',
  back: 'Lettres et messages',
  none: 'Rien n’a encore été écrit.',
  status: (status) => STATUSES[status] ?? status,
  channel: (channel, direction) => (direction === 'in' ? `Arrivé par ${channel}` : `Par ${channel}`),
  from: (day) => `Depuis le ${day}`,
  to: (who) => `À : ${who}`,
  nobody: 'une personne que vous ne pouvez pas connaître',
  madeOf: (title) => `Faite ici à partir de : ${title}`,
  approvedBy: (person, onBehalfOf) =>
    onBehalfOf === null ? `Approuvée par ${person}` : `Approuvée par ${person} pour ${onBehalfOf}`,
  reasons: (reasons) => `Motifs : ${reasons}`,
  hash: (hash) => `Ce qui figure ici a l’empreinte ${hash.slice(0, 16)}…`,
  saved: 'Consigné',
  make: {
    title: 'Faire une lettre',
    button: 'Faire une lettre',
    which: 'Quelle lettre',
    whom: 'À qui',
    whomHint: 'Regardez le rôle, l’identifiant et l’adresse : deux personnes peuvent porter le même nom.',
    channel: 'Mode d’envoi',
    noneToWrite: 'Personne dans ce dossier ne peut recevoir cette lettre.',
    submit: (count) => (count < 2 ? 'Faire la lettre' : `Faire ${nombre(count, 'lettre', 'lettres')}`),
    busy: 'En préparation',
    noLetter: 'Choisissez quelle lettre faire.',
    noWhom: 'Choisissez à qui elle est adressée.',
    noChannel: 'Choisissez son mode d’envoi.',
    hasProblem: 'Une des lettres ne peut pas encore être faite. Ce qui manque est indiqué ci-dessous.',
    done: (count) =>
      count === 1
        ? 'La lettre est faite et attend d’être lue.'
        : `${nombre(count, 'lettre', 'lettres')} sont faites et attendent d’être lues.`,
    some: (made, all) =>
      `${chiffre(made)} sur ${nombre(all, 'lettre', 'lettres')} sont faites. Ce qui empêche les autres est indiqué avec elles.`,
    close: 'Abandonner',
  },
  preview: {
    title: (who) => `Comme ${who} la lira`,
    missing: 'Il n’y a pas encore de lettre',
    grade: (grade) => `Il faut environ ${grade} années d’école pour la lire.`,
    corrected: 'Une partie de ce qu’elle dit est contestée',
    hard: 'Elle est difficile à lire. Des phrases plus courtes et des mots plus simples aideraient.',
    reference: 'Référence',
    date: 'Date',
    sender: 'De',
    recipient: 'À',
  },
  who: {
    id: (id) => `N° ${id}`,
    noAddress: 'Aucune adresse consignée',
    secret: 'Adresse tenue secrète',
    born: (year) => `né(e) en ${year}`,
    failing: (way) => (way === 'mail' ? 'Un courriel en est revenu' : 'Une lettre postale en est revenue'),
    unsafe: 'Ne leur écrivez pas : c’est dangereux',
    language: (language) => `Langue : ${language}`,
  },
  contact: {
    title: 'Comment joindre les personnes',
    none: 'Rien n’est consigné',
    edit: 'Modifier',
    editOf: (who) => `Modifier comment joindre : ${who}`,
    name: 'Nom',
    email: 'Courriel',
    phone: 'Téléphone',
    address: 'Adresse',
    addressHint: 'Comme sur une enveloppe, huit lignes au plus.',
    language: 'Langue',
    languageHint: 'Son code, comme fr ou it.',
    prefers: 'Comment la personne préfère être jointe',
    ways: { mail: 'Courriel', post: 'Courrier postal', phone: 'Téléphone' },
    isSafe: 'On peut lui écrire sans danger',
    isSafeHint: 'Répondez non si quelqu’un d’autre risque de lire, à son détriment. Rien n’est alors envoyé.',
    isSecret: 'L’endroit où la personne se trouve est secret',
    isSecretHint: 'Son adresse n’est alors montrée à personne, vous compris. Les lettres lui parviennent tout de même.',
    again: 'Ce qui était tenu secret n’est pas montré et serait perdu : saisissez tout de nouveau.',
    save: 'Enregistrer',
  },
  letter: {
    hidden: 'une lettre que vous ne pouvez pas lire',
    noDocument:
      'Ce qu’elle dit n’est pas conservé ici, ou vous ne pouvez pas le lire. Vous ne pouvez donc pas l’approuver ici.',
    failing:
      'le dernier envoi par cette voie est revenu. Vérifiez que la personne y est toujours avant d’envoyer celui-ci.',
    approveFor: (who) => `Vous l’approuvez pour : ${who}`,
    calendar: 'L’enregistrer pour votre agenda',
    meeting: (from, until, place) => `${from} à ${until}, ${place}`,
    waits: 'Elle attend qu’une deuxième personne la lise et l’approuve.',
    onItsWay: 'Elle part d’elle-même. Si elle n’a pas pu être remise, cela apparaît ici comme un travail.',
    cameBack:
      'Elle est revenue et n’a atteint personne. Cherchez pourquoi, corrigez la façon de joindre la personne, et refaites-la.',
    read: 'Ce qu’elle dit',
  },
  move: (move) => MOVES[move] ?? move,
  moveOf: (move, what) => `${MOVES[move] ?? move} : ${what}`,
  asked: {
    reason: 'Motif',
    reasonHint: 'Il est consigné avec votre nom.',
    on: 'Quel jour',
    onHint: 'Vide : aujourd’hui.',
  },
};
