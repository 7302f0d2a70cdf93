// Les salles de celles et ceux qui répartissent le travail.
import type { teamTexts as English } from '../en/team.ts';
import { chiffre, nombre, pluriel } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

const DUE: Readonly<Record<string, string>> = {
  all: 'Toutes',
  overdue: 'En retard',
  today: 'Aujourd’hui',
  week: '7 prochains jours',
  later: 'Plus tard',
  none: 'Sans date',
};
const AGES: Readonly<Record<string, string>> = {
  'under-7': 'Jusqu’à 7 jours',
  'under-28': 'De 8 à 28 jours',
  'under-91': 'De 29 à 91 jours',
  older: 'Plus anciennes',
};
const RISKS: Readonly<Record<string, string>> = {
  past: 'Dernier jour passé',
  week: 'À échéance dans les 7 jours',
  month: 'À échéance dans les 4 semaines',
};
const REASONS: Readonly<Record<string, string>> = {
  'not-there': 'Elle n’est plus là, ou il ne vous appartient pas de la voir.',
  'not-yours': 'Ce n’est pas vous qui répartissez le travail de ce dossier.',
  'assignee-may-not-open': 'Cette personne ne peut pas ouvrir ce dossier. La page « Qui peut le voir » dit pourquoi.',
  'same-person': 'Cette personne a fait une étape antérieure qu’une deuxième personne doit contrôler.',
  'not-available': 'Elle a été faite ou abandonnée entre-temps.',
  'unknown-item': 'Elle a été faite ou abandonnée entre-temps.',
  'case-closed': 'Le dossier est clos.',
  'nothing-to-do': 'Cette personne l’a déjà.',
};
const WARNINGS: Readonly<Record<string, string>> = {
  'lacks-role': 'Cette personne peut ouvrir le dossier, mais n’a pas le rôle qui fait cette tâche.',
  'declared-interest': 'Cette personne a déclaré un intérêt dans ce dossier.',
};
const APPROVALS: Readonly<Record<string, string>> = {
  letter: 'Lettre à approuver',
  decision: 'Décision à prendre',
  review: 'Recours à trancher',
  redaction: 'Copie occultée à approuver',
};

function tasks(count: number): string {
  return nombre(count, 'tâche', 'tâches');
}

/** The words of how near legal deadlines are. */
function clocksTitle(past: number, week: number): string {
  if (past + week === 0) return 'Aucun délai légal n’est proche';
  if (past === 0) return `Aucun délai légal n’est passé ; ${nombre(week, 'échoit', 'échoient')} dans les 7 jours`;
  const passed = nombre(past, 'délai légal est passé', 'délais légaux sont passés');
  return `${passed} ; ${nombre(week, 'autre échoit', 'autres échoient')} dans les 7 jours`;
}

/** Chez qui est ce qui n’est encore chez personne. */
const PERSONNE = 'Personne';

export const teamTexts: TextsOf<typeof English> = {
  title: 'Charge de l’équipe',
  lead: 'Le travail en cours que vous répartissez. Les dossiers que vous ne pouvez pas ouvrir ne sont pas comptés.',
  parts: 'Parties des pages de l’équipe',
  load: 'Charge',
  list: 'Tâches',
  clocks: 'Délais',
  approvals: 'À décider par vous',
  samples: 'Échantillons',
  team: 'Équipe',
  kind: 'Type de dossier',
  all: 'Tout',
  anyDay: 'Toutes les dates',
  anyAge: 'Tous les âges',
  anybody: 'Tout le monde',
  filter: 'Ce qui est montré',
  tasks,
  due: DUE,
  ages: AGES,
  risks: RISKS,
  atLeast:
    'Il y a plus de tâches que celles qui ont été comptées. Chaque nombre dit combien il y en a au moins. Choisissez une équipe ou un type de dossier.',
  nothing: 'Vous ne répartissez aucun travail',
  nothingHint:
    'Ici figure le travail des équipes où vous décidez qui fait quoi. Votre propre travail est dans Mon travail.',
  nobody: PERSONNE,
  queue: (name) => `File ${name}`,
  role: (name) => `Rôle ${name}`,
  open: (count, name, when) => `${tasks(count)} : ${name}, ${when}`,
  summary: (all, overdue) =>
    overdue === 0
      ? `${nombre(all, 'tâche en cours', 'tâches en cours')}, aucune n’est en retard.`
      : `${nombre(all, 'tâche en cours', 'tâches en cours')}, dont ${chiffre(overdue)} en retard.`,
  columns: { who: 'Chez qui', kind: 'Type de dossier', age: 'Âge' },
  byHolder: (who, count, all) =>
    all === 0
      ? 'Personne n’a de travail'
      : `${who === PERSONNE ? 'La plupart n’est encore chez personne :' : `Le plus de travail : ${who},`} ${chiffre(count)} sur ${tasks(all)}`,
  byKind: (kind, overdue, all) =>
    overdue === 0
      ? `Rien n’est en retard ; le plus de travail : ${kind}`
      : `Le plus de retards : ${kind}, ${chiffre(overdue)} sur ${chiffre(all)}`,
  byAge: (old, all) =>
    old === 0
      ? 'Aucune tâche n’a plus de 28 jours'
      : `${nombre(old, 'tâche', 'tâches')} sur ${chiffre(all)} ${pluriel(old, 'a', 'ont')} plus de 28 jours`,
  chart: 'Les barres montrent les mêmes nombres que le tableau.',
  clocksTitle,
  clockCount: (count, when) => `${when} : ${chiffre(count)}`,
  waiting: (count) => nombre(count, 'décision vous attend', 'décisions vous attendent'),
  clockColumns: { clock: 'Délai', case: 'Dossier', due: 'Dernier jour', law: 'En vertu de', standing: 'Où il en est' },
  clocksLead: 'Délais légaux qui courent et dont le dernier jour est passé, ou à échéance dans les quatre semaines.',
  noClocks: 'Aucun délai de ce genre',
  noClocksHint: 'Aucun délai légal n’est proche ni passé dans les dossiers dont vous répartissez le travail.',
  moreClocks: 'Il y en a plus que ceux qui sont montrés ici. Choisissez une équipe ou un type de dossier.',
  approvalsLead: 'Ce qui demande une deuxième personne, exerçant le rôle que vous avez, et que vous n’avez pas écrit.',
  approvalColumns: { what: 'Ce qui attend', case: 'Dossier', since: 'Depuis' },
  approvalKind: (kind) => APPROVALS[kind] ?? kind,
  noApprovals: 'Rien ne vous attend',
  noApprovalsHint:
    'Les lettres, décisions, recours et copies occultées qui demandent une deuxième personne apparaissent ici.',
  moreApprovals: 'Il peut y en avoir plus que ceux qui sont montrés ici.',
  otherApprovals: 'Demandes d’accès et listes d’élimination',
  otherApprovalsHint: (count) => `${nombre(count, 'autre attend', 'autres attendent')} dans les Avis.`,
  tasksTitle: 'Tâches que vous répartissez',
  tasksEmpty: 'Aucune tâche de ce genre',
  tasksEmptyHint: 'Choisissez d’autres filtres, ou revenez à la charge.',
  taskColumns: { task: 'Tâche', case: 'Dossier', due: 'Échéance', owner: 'Chez qui', status: 'État' },
  keysHint:
    'Dans la liste : J et K se déplacent, X choisit, Maj + X choisit jusqu’ici, A confie à quelqu’un ce que vous avez choisi.',
  choose: (title, reference) => `Choisir ${title}, ${reference}`,
  chooseAll: (count) =>
    count < 2 ? `Choisir ${tasks(count)} affichée` : `Choisir les ${chiffre(count)} tâches affichées`,
  chosen: (count) => (count === 0 ? 'Rien n’est choisi' : nombre(count, 'tâche choisie', 'tâches choisies')),
  tooMany: 'On ne peut confier que 500 tâches à la fois.',
  clear: 'Ne rien choisir',
  give: 'Confier à…',
  more: 'Afficher plus',
  shown: (count, whole) =>
    whole
      ? nombre(count, 'tâche, liste complète', 'tâches, liste complète')
      : nombre(count, 'tâche affichée', 'tâches affichées'),
  giveTitle: (count) => `Confier ${tasks(count)} à quelqu’un`,
  giveTo: 'Confier à',
  people: 'Personnes',
  queues: 'Files',
  backToTeam: 'Personne : retour à l’équipe',
  person: (name, count, away) => `${name}, ${tasks(count)}${away ? ', en absence' : ''}`,
  queueOption: (name, count) => `File ${name}, ${tasks(count)}`,
  would: (moves, same, refused) =>
    [
      nombre(moves, 'tâche changerait de mains', 'tâches changeraient de mains'),
      ...(same === 0 ? [] : [nombre(same, 'y est déjà', 'y sont déjà')]),
      ...(refused === 0 ? [] : [nombre(refused, 'ne peut pas y être confiée', 'ne peuvent pas y être confiées')]),
    ].join(', '),
  away: (from, until) =>
    `Cette personne est en absence${from === null ? '' : ` à partir du ${from}`}${until === null ? '' : ` jusqu’au ${until}`}.`,
  standIns: (names) => `Peuvent agir à sa place : ${names}.`,
  noStandIns: 'Personne ne la remplace.',
  over: (capacity, after) => `Cette personne aurait ${tasks(after)} ; elle en porte ${chiffre(capacity)} au plus.`,
  shifts: 'Ce que chacun porte, avant et après',
  shiftColumns: { who: 'Qui', before: 'Avant', after: 'Après' },
  refusals: 'Ne peuvent pas y être confiées',
  warnings: 'À regarder d’abord',
  reason: (code) => REASONS[code] ?? 'Le dossier ne le permet pas maintenant.',
  warning: (code) => WARNINGS[code] ?? code,
  do: (count) => `Confier ${tasks(count)}`,
  cannot: 'Aucune de ces tâches ne peut y être confiée.',
  progress: (done, all) => `${nombre(done, 'tâche faite', 'tâches faites')} sur ${chiffre(all)}`,
  doing: 'Les tâches sont en train d’être confiées',
  finished: (moved) => nombre(moved, 'tâche a été confiée', 'tâches ont été confiées'),
  finishedRefused: (count) => nombre(count, 'tâche a été refusée', 'tâches ont été refusées'),
  stopped: (left) => `Interrompu : on ne sait pas ce que ${nombre(left, 'tâche est devenue', 'tâches sont devenues')}`,
  stoppedHint: 'Continuer fait chacune une seule fois, quoi qu’il ait déjà été fait.',
  goOn: 'Continuer',
  leave: 'Les laisser telles quelles',
};
