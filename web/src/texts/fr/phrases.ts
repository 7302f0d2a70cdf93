// Les phrases des formules : leur liste sous un texte long, et la page où on les garde.
import type { phrasesTexts as English } from '../en/phrases.ts';
import { nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

export const phrasesTexts: TextsOf<typeof English> = {
  insert: 'Insérer une formule',
  keys: 'Ctrl ;',
  pick: 'Insérer une formule',
  find: 'Chercher une formule',
  findHint: 'Appuyez sur Entrée pour insérer la première.',
  counted: (count) => nombre(count, 'formule', 'formules'),
  manage: 'Garder et modifier des formules',
  inserted: (title) => `Insérée : ${title}`,
  page: 'Formules',
  lead: 'Des mots que vous employez souvent. Dans tout texte long, appuyez sur Ctrl et ; pour en insérer une.',
  own: 'À vous seul',
  ofTeam: (team) => `De ${team}`,
  none: 'Il n’y a pas encore de formule',
  noneHint: 'Gardez ce que vous écrivez souvent, comme un remerciement ou la demande d’une pièce.',
  fresh: 'Nouvelle formule',
  change: 'Modifier',
  remove: 'Supprimer',
  about: (what, title) => `${what} : ${title}`,
  title: 'Nom',
  words: 'Texte',
  wordsHint: 'N’employez le nom d’aucune personne ni d’aucun dossier : il resterait ici quand eux n’y seraient plus.',
  whose: 'À qui elle appartient',
  mine: 'À moi seul',
  keep: 'Garder la formule',
  kept: 'La formule est gardée.',
  removed: 'La formule est supprimée.',
};
