// Les échantillons de dossiers terminés.
import type { samplesTexts as English } from '../en/samples.ts';
import { nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

const ANSWERS: Readonly<Record<string, string>> = {
  met: 'Respecté',
  'not-met': 'Non respecté',
  'not-applicable': 'Sans objet',
};
const FAULTS: Readonly<Record<string, string>> = {
  'sample-nothing':
    'Aucun dossier que vous pouvez lire ne s’est terminé ainsi pendant cette période. Choisissez d’autres jours ou un autre type de dossier.',
  'sample-too-many':
    'C’est trop : un échantillon est tiré parmi 50 000 dossiers au plus et en compte 500 au plus. Choisissez moins de jours, ou tirez-en moins.',
  'not-yours': 'Vous ne répondez pas de ce travail.',
};

function dossiers(count: number): string {
  return nombre(count, 'dossier', 'dossiers');
}

export const samplesTexts: TextsOf<typeof English> = {
  title: 'Échantillons de dossiers terminés',
  lead: 'Des dossiers tirés au sort pour être revus. Avec la graine et la population, chacun tire les mêmes.',
  none: 'Aucun échantillon n’a encore été tiré',
  noneHint:
    'Un échantillon est tiré parmi les dossiers clos d’une équipe, ou parmi ceux où une décision d’un certain type a été prise.',
  notYours: 'Vous ne répondez d’aucune équipe',
  notYoursHint: 'Les échantillons sont réservés à qui décide, dans une équipe, de la répartition du travail.',
  columns: { sample: 'Échantillon', about: 'Tiré parmi', by: 'Tiré par', when: 'Quand' },
  about: (kind, what, team) => `${kind}, ${team} : ${what ?? 'dossiers clos'}`,
  period: (from, to) => `du ${from} au ${to}`,
  draw: 'Tirer un échantillon',
  drawTitle: 'Tirer un échantillon',
  drawLead:
    'Voyez d’abord combien il y a de dossiers. Chaque tirage reste consigné : qui l’a fait, quand, pourquoi et avec quelle graine.',
  what: 'Parmi quoi tirer',
  closed: (kind, team) => `${kind}, ${team} : dossiers clos`,
  decided: (kind, team, decision) => `${kind}, ${team} : ${decision}`,
  from: 'Du',
  to: 'Au',
  howMany: 'Combien',
  howManyHint: 'Au plus 500 dossiers sont tirés.',
  unit: 'Compté en',
  units: { cases: 'Dossiers', percent: 'Pour cent des dossiers' },
  byOutcome: 'Tirer de chaque issue sa part',
  reason: 'Pourquoi il est tiré',
  reasonHint: 'Ne nommez personne : ce texte reste aussi longtemps que l’échantillon.',
  questions: 'Questions pour chaque dossier',
  questionsHint: 'Une par ligne, 12 au plus. La réponse est : respecté, non respecté ou sans objet.',
  seed: 'Graine',
  seedHint: 'Lettres, chiffres et . _ - seulement. Laissez vide pour qu’elle soit choisie au hasard.',
  see: 'Voir combien il y en a',
  wouldDraw: (drawn, population) => `${drawn} sur ${dossiers(population)} seraient tirés`,
  stratum: (label, drawn, population) => `${label} : ${drawn} sur ${population}`,
  cannotDraw: 'Impossible de tirer ainsi',
  fault: (code) => FAULTS[code] ?? code,
  drawNow: 'Tirer maintenant',
  drawn: 'L’échantillon est tiré',
  notQuestions: 'Écrivez de 1 à 12 questions, une par ligne, de 300 lettres au plus.',
  notNumber: 'Donnez un nombre entier : de 1 à 500 dossiers, ou de 1 à 100 pour cent.',
  notSeed: 'Une graine compte au plus 100 lettres, chiffres et signes . _ -',
  sample: 'Échantillon',
  facts: {
    from: 'Tiré parmi',
    period: 'Période',
    by: 'Tiré par',
    why: 'Pourquoi',
    how: 'Comment',
    seed: 'Graine',
    many: 'Combien',
  },
  how: (algorithm, byOutcome) => (byOutcome ? `${algorithm}, de chaque issue sa part` : algorithm),
  manyDrawn: (population, size, percent) =>
    size === null ? `${percent ?? 0} % de ${dossiers(population)}` : `${size} sur ${dossiers(population)}`,
  recompute: 'Tirer de nouveau pour comparer',
  same: 'Tiré de nouveau, il est le même',
  sameHint: 'La graine et la population donnent ces dossiers, et tout est tel que consigné au tirage.',
  notSame: 'Tiré de nouveau, il n’est pas le même',
  notSameHint:
    'Ce qui est conservé de cet échantillon a été modifié depuis le tirage. Prévenez les responsables de l’installation.',
  progress: (reviewed, all) => `${reviewed} sur ${dossiers(all)} contrôlés`,
  progressParts: 'Avancement',
  all: (count) => `Tous : ${count}`,
  open: (count) => `À contrôler : ${count}`,
  done: (count) => `Contrôlés : ${count}`,
  results: 'Ce qui a été constaté',
  question: 'Ce qui est demandé',
  answer: (answer) => ANSWERS[answer] ?? answer,
  openFigure: (count, question, answer) => `${dossiers(count)} : ${question} ${answer}`,
  list: 'Dossiers',
  shownAll: (count) => `${dossiers(count)} de l’échantillon`,
  shownOpen: (count) => `${dossiers(count)} à contrôler`,
  shownDone: (count) => nombre(count, 'dossier contrôlé', 'dossiers contrôlés'),
  shownFigure: (count, question, answer) => `${dossiers(count)} avec « ${answer} » : ${question}`,
  caseColumns: { case: 'Dossier', review: 'Contrôle', found: 'Non respecté' },
  noCases: 'Aucun dossier de ce genre',
  reviewOf: (reference) => `Contrôler ${reference}`,
  toReview: 'À contrôler',
  ownWork: 'Vous y avez travaillé',
  reviewedBy: (by) => `Contrôlé par ${by}`,
  back: 'Retour à l’échantillon',
  openCase: (reference) => `Ouvrir le dossier ${reference}`,
  workedOn: 'Qui y a travaillé',
  nobody: 'Personne dont vous puissiez avoir connaissance',
  ownWorkTitle: 'Vous avez travaillé sur ce dossier : une autre personne le contrôle',
  ownWorkHint: 'Selon la règle sample-own-work, personne ne contrôle un dossier auquel il a travaillé.',
  othersReview: (by, when) => `${by} a contrôlé ce dossier, ${when}`,
  ownReview: (when) => `Vous avez contrôlé ce dossier, ${when}`,
  note: (question) => `Note : ${question}`,
  save: 'Enregistrer le contrôle',
  saved: 'Le contrôle est enregistré',
};
