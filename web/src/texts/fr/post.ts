// Les lettres sur papier, pour le service du courrier.
import type { postTexts as English } from '../en/post.ts';
import { nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

const AGAIN: Readonly<Record<string, string>> = {
  spoilt: 'L’impression est ratée',
  lost: 'Elle s’est perdue',
  damaged: 'Elle a été abîmée',
  other: 'Un autre motif',
};

const RETURNED: Readonly<Record<string, string>> = {
  'unknown-address': 'Inconnu à cette adresse',
  moved: 'A déménagé',
  refused: 'Pli refusé',
  unclaimed: 'Pli non réclamé',
  incomplete: 'L’adresse est incomplète',
  other: 'Un autre motif',
};

export const postTexts: TextsOf<typeof English> = {
  title: 'Courrier postal',
  lead: 'Une lettre porte ici une étiquette, comme 12-3, qui figure sur sa page de garde. Le destinataire n’est que sur le papier.',
  waiting: (count) => `${nombre(count, 'lettre attend', 'lettres attendent')}.`,
  since: (day) => `La plus ancienne attend depuis le ${day}.`,
  printing: (count) => `${nombre(count, 'lettre', 'lettres')} en cours d’impression.`,
  print: 'Imprimer ce qui attend',
  asked: (number, letters) =>
    `Le lot ${number} est demandé, avec ${nombre(letters, 'lettre', 'lettres')}. Il est imprimé dans la minute, ou au prochain passage.`,
  batches: 'Lots',
  none: 'Rien n’a encore été imprimé.',
  columns: { batch: 'Lot', posted: 'Posté' },
  state: (state) => (state === 'asked' ? 'Demandé' : 'Imprimé'),
  again: (reason) => `Encore une fois : ${AGAIN[reason] ?? reason}`,
  counted: (written, stopped, unknown) =>
    [
      nombre(written, 'imprimée', 'imprimées'),
      ...(stopped === 0 ? [] : [nombre(stopped, 'arrêtée', 'arrêtées')]),
      ...(unknown === 0 ? [] : [nombre(unknown, 'inconnue', 'inconnues')]),
    ].join(', '),
  back: (count) => nombre(count, 'revenue', 'revenues'),
  notPosted: 'Pas encore',
  posted: 'Indiquer quand il a été posté',
  postedOf: (number) => `Indiquer quand il a été posté : lot ${number}`,
  isPosted: (number) => `La date d’envoi du lot ${number} est consignée.`,
  on: 'Quel jour',
  onHint: 'Le jour où tout le lot a été remis à la poste.',
  returned: 'Une lettre est revenue',
  label: 'Étiquette',
  labelHint: 'De la page de garde, comme 12-3.',
  why: 'Pourquoi',
  returnedSubmit: 'Consigner son retour',
  isReturned: (label) =>
    `Le retour de la lettre ${label} est consigné. Son dossier a maintenant un travail pour quelqu’un.`,
  anew: 'Imprimer encore une fois',
  anewHint: 'Une lettre comme 12-3, ou 12 pour un lot entier.',
  anewSubmit: 'L’imprimer encore une fois',
  AGAIN,
  RETURNED,
};
