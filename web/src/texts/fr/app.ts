// Les phrases présentes sur toutes les pages, dans les mots de celles et ceux qui traitent les dossiers.
import type { ClockFace } from '../../client/types.ts';
import type { appTexts as English } from '../en/app.ts';
import { chiffre, nombre, pluriel } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';
import { firstTexts } from './first.ts';

export const appTexts: TextsOf<typeof English> = {
  ...firstTexts,
  you: 'Vous',
  standing: {
    ...firstTexts.standing,
    optional: 'Possible',
    waiting: 'Pas encore possible',
    ended: 'Terminé',
    done: 'Fait',
    dropped: 'Plus nécessaire',
  },
  optionalField: '(facultatif)',
  caseList: {
    title: 'Dossiers',
    open: 'En cours',
    closed: 'Clos',
    filter: 'Quels dossiers',
    reference: 'Référence',
    kind: 'Type',
    team: 'Équipe',
    opened: 'Ouvert le',
    status: 'État',
    emptyOpen: 'Aucun dossier en cours',
    emptyClosed: 'Aucun dossier clos',
    emptyHint: 'Vous voyez les dossiers de vos équipes.',
    more: 'Afficher plus de dossiers',
    shown: (count, all) =>
      all
        ? nombre(count, 'dossier, liste complète', 'dossiers, liste complète')
        : `Les ${chiffre(count)} premiers dossiers`,
  },

  start: {
    title: 'Ouvrir un dossier',
    choose: 'De quel type de dossier s’agit-il ?',
    notAllowed: (roles) => `Votre rôle ne permet pas d’ouvrir ce type de dossier. Qui le peut : ${roles.join(', ')}.`,
    empty: 'Aucun type de dossier n’est en place',
    emptyHint: 'Les types de dossier sont publiés par leurs concepteurs ; adressez-vous au vôtre.',
    submit: 'Ouvrir le dossier',
    started: (reference) => `Le dossier ${reference} est ouvert.`,
    unknown: 'Ce type de dossier n’existe pas',
  },

  caseStatus: { open: 'En cours', closed: 'Clos' },

  casePage: {
    addNote: 'Ajouter une note',
    closeCase: 'Clore le dossier',
    summary: 'Résumé',
    opened: 'Ouvert le',
    team: 'Équipe',
    noFacts: 'Rien n’est encore consigné sur ce dossier.',
    showWhy: 'Montrer pourquoi chaque information est conservée',
    hideWhy: 'Masquer pourquoi chaque information est conservée',
    dates: 'Dates légales antérieures',
    changeDate: 'Modifier la date',
    changeDateOf: (title) => `Modifier la date : ${title}`,
    activity: 'Activité',
    moreActivity: 'Afficher l’activité antérieure',
    noActivity: 'Rien ne s’est encore passé.',
    by: 'par',
    onBehalf: 'pour',
    recorded: (when) => `consigné le ${when}`,
    plan: 'Plan',
    planHint: 'Tout ce que ce type de dossier peut comporter, et où il en est.',
    yes: 'Oui',
    no: 'Non',
  },

  tasks: {
    title: 'Tâches',
    toDo: 'À faire',
    optional: 'Possibles si nécessaire',
    plannable: 'Peuvent être ajoutées',
    plan: (title) => `Ajouter : ${title}`,
    waiting: 'Pas encore possibles',
    ended: 'Terminées',
    none: 'Il n’y a rien à faire dans ce dossier.',
    task: 'Tâche',
    owner: 'Chez',
    due: 'Échéance',
    status: 'État',
    count: (title, count) => `${title} (${chiffre(count)})`,
  },

  task: {
    back: (reference) => `Retour au dossier ${reference}`,
    complete: 'Terminer la tâche',
    start: 'Commencer cette tâche',
    startHint: 'Cette tâche n’est faite que si elle est nécessaire. Commencez-la pour voir ce qu’il faut remplir.',
    take: 'Prendre cette tâche',
    release: 'Remettre dans la file de l’équipe',
    taken: 'La tâche est maintenant à vous.',
    released: 'La tâche est de retour dans la file de l’équipe.',
    done: (title) => `Fait : ${title}.`,
    noForm: 'Il n’y a rien à remplir ici. Faites ce que dit le titre, puis terminez la tâche.',
    waiting: 'Cette tâche ne peut pas encore commencer. Autre chose du plan doit d’abord avoir lieu.',
    ended: 'Cette tâche est terminée. Ce qui a été fait figure dans l’activité du dossier.',
    notYours: (role) => `Cette tâche revient au rôle : ${role}. Vous ne l’exercez pas dans cette équipe.`,
    missing: (parts) =>
      `Le formulaire porte sur une partie du dossier que vous ne pouvez pas lire : ${parts.join(', ')}. Une personne qui le peut doit s’en charger.`,
    unknown: 'Cette tâche n’existe pas dans ce dossier',
    facts: 'Ce que nous savons',
    role: 'Effectuée par',
    openNext: 'Ouvrir la tâche suivante',
  },

  form: {
    problems: 'Il y a un problème',
    why: 'Pourquoi nous le demandons :',
    missing: (label) => `Saisissez : ${label}`,
    missingChoice: (label) => `Choisissez : ${label}`,
    notNumber: (label) => `${label} doit être un nombre, comme 12 ou 12,5`,
    notMoney: (label) => `${label} doit être un montant, comme 36 ou 36,50`,
    notDate: (label) => `${label} doit être une date réelle, comme 27 3 2026`,
    notTime: (label) => `${label} doit avoir une date et une heure, comme 14:05`,
    tooLong: (label, limit) => `${label} ne doit pas dépasser ${nombre(limit, 'caractère', 'caractères')}`,
    left: (count) =>
      count >= 0
        ? nombre(count, 'caractère restant', 'caractères restants')
        : nombre(-count, 'caractère en trop', 'caractères en trop'),
    day: 'Jour',
    month: 'Mois',
    year: 'Année',
    time: 'Heure',
    today: 'Aujourd’hui',
    todayFor: (label) => `Aujourd’hui, pour ${label}`,
    now: 'Maintenant',
    nowFor: (label) => `Maintenant, pour ${label}`,
    zone: (zone) => `À l’heure de votre ordinateur (${zone}), sur 24 heures, comme 14:05`,
    yes: 'Oui',
    no: 'Non',
    choose: 'Choisir',
    clear: 'Effacer la réponse',
    clearFor: (label) => `Effacer la réponse à ${label}`,
    answersKept: 'Vos réponses sont conservées.',
  },

  note: {
    title: 'Ajouter une note',
    label: 'Note',
    hint: 'Toute personne qui peut ouvrir ce dossier peut la lire. Ctrl et Entrée enregistrent.',
    submit: 'Enregistrer la note',
    saved: 'La note est enregistrée.',
  },

  closing: {
    title: 'Clore le dossier',
    question: 'Comment s’est-il terminé ?',
    submit: 'Clore le dossier',
    closed: 'Le dossier est clos.',
    openTasks: (count) =>
      count === 1
        ? 'Une tâche reste à faire. Elle prend fin avec le dossier, sauf si elle peut être terminée après.'
        : `${chiffre(count)} tâches restent à faire. Elles prennent fin avec le dossier, sauf si elles peuvent être terminées après.`,
  },

  dueDate: {
    title: 'Modifier une date légale',
    now: (date) => `Elle est actuellement fixée au ${date}.`,
    newDate: 'Nouvelle date',
    reason: 'Motif',
    reasonHint: 'Il est consigné avec votre nom.',
    submit: 'Modifier la date',
    changed: 'La date est modifiée.',
  },

  changes: {
    title: 'Ce dossier a changé pendant votre travail',
    by: (name, when) => `Modifié par ${name}, ${when}.`,
    kept: 'Votre saisie est toujours là. Comparez-la à ce qui a changé, puis continuez.',
    differs: (label, value) => `${label} est maintenant : ${value}`,
    emptied: 'vide',
    read: 'J’en ai pris connaissance',
  },

  record: {
    title: 'Contrôle du registre',
    checking: 'Contrôle en cours',
    verified: (events) => `Registre vérifié : ${nombre(events, 'événement', 'événements')}`,
    broken: 'Le registre n’est pas conforme',
    unknown: 'Registre non contrôlé',
    explain:
      'Chaque événement d’un dossier est scellé à celui qui le précède. Le contrôle les relit tous et recalcule chaque sceau : un événement modifié, manquant ou déplacé se voit.',
    whole: (events) =>
      events === 1
        ? 'L’unique événement de ce dossier est en place et inchangé.'
        : `Les ${chiffre(events)} événements de ce dossier sont en place et inchangés.`,
    damaged:
      'Certains événements de ce dossier ne sont pas tels qu’ils ont été consignés. Prévenez tout de suite votre responsable des archives et ne vous fiez pas à ce dossier avant explication.',
    event: 'Événement',
    reason: 'Ce qui ne va pas',
    again: 'Contrôler à nouveau',
  },

  plan: {
    kinds: {
      stage: 'Étape',
      task: 'Tâche',
      milestone: 'Jalon',
      timer: 'Date',
      listener: 'Événement',
    },
    states: {
      available: 'Pas encore',
      enabled: 'Possible',
      disabled: 'Mis de côté',
      active: 'En cours',
      suspended: 'Suspendu',
      failed: 'Échoué',
      completed: 'Fait',
      terminated: 'Plus nécessaire',
      closed: 'Clos',
      'not-readable': 'Ne vous est pas accessible',
    },
    happened: 'A eu lieu',
    reached: 'Atteint',
    mayHappen: 'Peut avoir lieu',
  },

  clock: { headline: clockHeadline, date: clockDate },
};

/** The bold half of what is said about a legal date. */
function clockHeadline(clock: ClockFace, daysLeft: number): string {
  const days = (count: number): string => nombre(count, 'jour', 'jours');
  const title = `${clock.title} : `;
  if (clock.standing === 'overdue') return `${title}${days(-daysLeft)} de retard`;
  if (clock.standing === 'met') return `${title}fait dans le délai`;
  if (clock.standing === 'late') return `${title}fait en retard`;
  if (clock.standing === 'lapsed') return `${title}le délai est passé`;
  const isWindow = clock.kind === 'window';
  if (daysLeft === 0) return `${title}${isWindow ? 'dernier jour aujourd’hui' : 'à faire aujourd’hui'}`;
  return isWindow
    ? `${title}encore ${days(daysLeft)} ${pluriel(daysLeft, 'ouvert', 'ouverts')}`
    : `${title}à faire dans ${days(daysLeft)}`;
}

/** The date that goes with the headline, already written out by the caller. */
function clockDate(due: string, stopped: string | null): string {
  return stopped === null ? due : `${stopped}, pour une échéance au ${due}`;
}
