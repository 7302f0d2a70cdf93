// Les liasses : choisir ce qui y entre, les faire, et ce qu’elles contiennent.
import type { bundlesTexts as English } from '../en/bundles.ts';
import { chiffre, nombre, pluriel } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

const FAULTS: Readonly<Record<string, string>> = {
  withdrawn: 'Il a été retiré.',
  destroyed: 'Il a été légalement détruit.',
  'for-others': 'Il est destiné à d’autres que la liasse.',
  'other-section': 'Toutes les personnes qui peuvent lire la liasse ne peuvent pas le lire.',
};

const SHAPES: Readonly<Record<string, string>> = {
  whole: 'tel quel',
  redacted: 'occulté',
  sheet: 'une feuille qui tient lieu d’un fichier sans pages',
};

export const bundlesTexts: TextsOf<typeof English> = {
  title: 'Faire une liasse',
  lead: 'Une liasse est un PDF avec un index et un numéro sur chaque page. Les numéros restent les mêmes dans chaque version suivante.',
  which: 'Quelle liasse',
  fresh: 'Une nouvelle liasse',
  next: (title) => `La version suivante de ${title}`,
  kind: 'Nature du document sous laquelle elle est conservée',
  audience: 'À qui elle est destinée',
  name: 'Titre',
  nameHint: 'Il figure sur la première page.',
  due: 'À communiquer à',
  nobody: 'Personne en particulier',
  dueTo: (duty, party) => `${duty} : ${party}`,
  notYet: (count) =>
    count === 0
      ? 'Tout leur est communiqué ou refusé.'
      : `${nombre(count, 'document ne leur est pas encore communiqué', 'documents ne leur sont pas encore communiqués')}.`,
  takeDue: 'Y mettre ce qui n’est pas encore communiqué',
  record: 'Consigner que ces documents leur ont été remis quand la liasse est classée',
  chooseFirst:
    'Indiquez sous quelle nature elle est conservée et à qui elle est destinée ; choisissez ensuite les documents.',
  mayGoIn: 'Documents qui peuvent y entrer',
  noneLeft: 'Il n’en reste aucun.',
  mayNot: (count) => nombre(count, 'document ne peut pas y entrer', 'documents ne peuvent pas y entrer'),
  fault: (fault) => FAULTS[fault] ?? fault,
  add: 'Y mettre',
  addOf: (title) => `Y mettre ${title}`,
  addAll: 'Tout y mettre',
  inside: 'Dans la liasse, dans cet ordre',
  empty: 'Rien pour l’instant.',
  up: 'Monter',
  down: 'Descendre',
  out: 'Retirer',
  upOf: (title) => `Monter ${title}`,
  downOf: (title) => `Descendre ${title}`,
  outOf: (title) => `Retirer ${title}`,
  movedTo: (title, place) => `${title} est maintenant au numéro ${chiffre(place)}.`,
  heading: 'Intertitre au-dessus',
  documents: 'Documents',
  submit: 'Faire et classer la liasse',
  making: 'La liasse est en cours de préparation',
  progress: (done, of) => `${chiffre(done)} sur ${nombre(of, 'document dessiné', 'documents dessinés')}`,
  close: 'Abandonner',
  noKind: 'Indiquez sous quelle nature la liasse est conservée.',
  noAudience: 'Indiquez à qui la liasse est destinée.',
  noTitle: 'Donnez un titre à la liasse.',
  nothing: 'Mettez-y au moins un document.',
  someFault: (title) => `${title} ne peut pas entrer dans cette liasse. Retirez-le.`,
  done: 'La liasse est classée. Lisez-la avant de la remettre à qui que ce soit.',
  disclosed: (count) =>
    `${nombre(count, 'document est consigné comme remis', 'documents sont consignés comme remis')}.`,
  notRecorded: (title) => `La liasse est classée, mais la remise de ${title} n’a pas pu être consignée.`,
  open: 'Lire la liasse',
  contents: 'Ce que contient la liasse',
  madeFor: (recipient, day) => `Pour ${recipient}, faite le ${day}`,
  hash: (hash) => `SHA-256 du bordereau : ${hash}`,
  saveManifest: 'Enregistrer le bordereau',
  line: (pages, shape) => `Pages ${pages}, ${shape}`,
  shape: (shape) => SHAPES[shape] ?? shape,
  changes: 'Ce qui a changé depuis la version précédente',
  noChange: 'Les mêmes documents dans le même ordre.',
  added: (title, pages) => `Ajouté : ${title}, pages ${pages}`,
  removed: (title, pages) => `N’y est plus : ${title}, pages ${pages}`,
  kept: (count) => `${nombre(count, 'document garde', 'documents gardent')} ${pluriel(count, 'ses', 'leurs')} pages.`,
};
