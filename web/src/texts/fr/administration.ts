// La salle de l’administrateur d’un organisme.
import type { administrationTexts as English } from '../en/administration.ts';
import type { TextsOf } from '../texts-of.ts';

const ROLES: Readonly<Record<string, string>> = {
  administrator: 'administrateur',
  'privacy-officer': 'délégué à la protection des données',
  'records-manager': 'archiviste',
  'case-type-designer': 'concepteur de types de dossier',
  'case-type-publisher': 'valideur de types de dossier',
  'open-data-publisher': 'responsable des données ouvertes',
  'mail-room': 'service du courrier',
  exporter: 'chargé des exports',
  officer: 'agent instructeur',
  supervisor: 'responsable d’équipe',
};

const JOBS: Readonly<Record<string, readonly [title: string, says: string]>> = {
  events: ['Annonce des changements', 'Ce qui change est annoncé aux écrans ouverts et versé au journal signé.'],
  timers: ['Échéances et minuteurs', 'Ce qui doit se produire à un moment donné se produit.'],
  texts: ['Lecture des documents', 'Les mots des documents sont lus, pour qu’on les retrouve.'],
  letters: ['Envoi des courriels', 'Les lettres approuvées sont envoyées.'],
  leavers: [
    'Tâches des comptes verrouillés',
    'Ce que détenait une personne dont le compte est verrouillé revient à son équipe.',
  ],
  log: ['Signature du journal', 'Le journal de tous les changements est signé et remis à ses témoins.'],
};

function roleName(role: string): string {
  return ROLES[role] ?? role.replaceAll('-', ' ');
}

export const administrationTexts: TextsOf<typeof English> = {
  title: 'Gestion de l’organisme',
  parts: 'Rubriques de l’administration',
  people: 'Personnes et équipes',
  peopleLead:
    'Qui travaille ici, dans quelle équipe et avec quel rôle. Chaque changement est consigné avec votre nom. Qui obtient ou perd un rôle se reconnecte.',
  access: 'Peut-on le voir\u00a0?',
  accessLead:
    'Si une personne peut voir un dossier, et par quelle règle. Rien du contenu du dossier n’est montré, et la question est consignée.',
  jobs: 'Travail du programme',
  jobsLead: 'Ce que le programme fait de lui-même, ce qui est en attente, et ce qu’il a abandonné.',
  find: 'Chercher des personnes',
  like: 'Partie d’un nom',
  team: 'Équipe',
  all: 'Toutes les équipes',
  teamOf: (title: string, people: number) => `${title} (${people})`,
  show: 'Afficher',
  found: 'Personnes trouvées',
  shown: (shown: number, total: number) =>
    shown < total
      ? `${shown} personnes sur ${total}. Précisez le nom pour en voir d’autres.`
      : `${total} ${total < 2 ? 'personne' : 'personnes'}.`,
  nobody: 'Personne ne s’appelle ainsi ici',
  role: 'Rôle',
  roleName,
  roleIn: (role: string, team: string) => `${roleName(role)}, ${team}`,
  rolesIn: (count: number, teams: readonly string[]) => `${count} rôles\u00a0: ${teams.join(', ')}`,
  noRole: 'Aucun rôle',
  you: 'C’est vous\u00a0: une autre personne modifie vos rôles et votre compte.',
  locked: 'Verrouillé',
  kept: 'Tenu par l’annuaire',
  give: 'Attribuer un rôle',
  giveTo: (name: string) => `Attribuer un rôle à ${name}`,
  giveSubmit: 'Attribuer le rôle',
  given: (name: string, role: string, team: string) =>
    `${name} a maintenant le rôle\u00a0: ${roleName(role)}, ${team}.`,
  end: 'Retirer',
  endOf: (name: string, role: string, team: string) => `Retirer\u00a0: ${roleName(role)}, ${team}, de ${name}`,
  endLead: (name: string) =>
    `Ce qui est consigné de ${name} reste. Ses tâches lui restent attribuées jusqu’à ce qu’on les confie à d’autres.`,
  endSubmit: 'Retirer le rôle',
  ended: (name: string, role: string, team: string) => `${name} n’a plus le rôle\u00a0: ${roleName(role)}, ${team}.`,
  lock: 'Verrouiller le compte',
  lockOf: (name: string) => `Verrouiller le compte de ${name}`,
  lockLead: (name: string) =>
    `${name} est déconnecté partout, immédiatement, et ne peut plus se connecter. Ses tâches reviennent à ses équipes.`,
  isLocked: (name: string) => `Le compte de ${name} est verrouillé.`,
  open: 'Rouvrir le compte',
  openOf: (name: string) => `Rouvrir le compte de ${name}`,
  openLead: (name: string) => `${name} peut se reconnecter, avec les rôles qui sont les siens maintenant.`,
  isOpen: (name: string) => `Le compte de ${name} est rouvert.`,
  who: 'Qui',
  reference: 'Numéro du dossier',
  referenceHint: 'Tel qu’il figure sur sa page et dans les lettres, par exemple INF-2026-000042.',
  ask: 'Demander',
  noSuchCase: 'Ce dossier n’existe pas, ou vous ne pouvez rien en savoir. Vérifiez le numéro.',
  can: (name: string, reference: string) => `${name} peut voir ${reference}.`,
  cannot: (name: string, reference: string) => `${name} ne peut pas voir ${reference}.`,
  grants: 'Ce qui donnerait accès',
  noGrant: 'Rien ne donne accès\u00a0: ni rôle dans l’équipe du dossier, ni tâche, ni accès accordé.',
  onlyCase: 'Un fait consigné dans le dossier.',
  terms: 'Ce qui doit en outre être rempli',
  holds: 'Rempli',
  holdsNot: 'Non rempli',
  job: 'Travail',
  jobTitle: (job: string) => JOBS[job]?.[0] ?? job,
  jobSays: (job: string) => JOBS[job]?.[1] ?? '',
  waiting: 'En attente',
  since: 'Le plus ancien depuis',
  failed: 'Abandonnés',
  done: 'Fait en dernier',
  state: 'État',
  inTime: 'À jour',
  behind: 'En retard',
  look: 'À examiner',
  none: 'Aucun',
  notNoted: 'Non noté',
  countedAt: (time: string) => `Situation à ${time}.`,
  again: 'Actualiser',
  retry: 'Réessayer',
  retryTexts: 'Réessayer\u00a0: relire les documents qui n’ont pas pu l’être',
  retried: (texts: number) => (texts < 2 ? `${texts} document sera relu.` : `${texts} documents seront relus.`),
};
