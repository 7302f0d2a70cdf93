// Les phrases à l’écran avant que rien ne soit choisi : le cadre des pages, Mon travail, et les états d’un écran.
import type { firstTexts as English } from '../en/first.ts';
import { chiffre, nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

export const firstTexts: TextsOf<typeof English> = {
  brand: 'Casewright',
  pageTitle: (page) => `${page} - Casewright`,
  skip: 'Aller au contenu principal',
  close: 'Fermer',
  shell: {
    withheld: (roles) =>
      `Hors de cette session : ${roles.join(', ')}. Déconnectez-vous, puis connectez-vous avec votre second facteur pour en disposer.`,
    navigation: 'Principale',
    caseNavigation: (reference) => `Dossier ${reference}`,
    work: 'Travail',
    menu: 'Menu',
    myWork: 'Mon travail',
    cases: 'Dossiers',
    inbox: 'Courrier reçu',
    goals: 'Objectifs',
    notices: (toDecide) => (toDecide === 0 ? 'Avis' : `Avis, ${chiffre(toDecide)} à trancher`),
    start: 'Ouvrir un dossier',
    askAccess: 'Demander un accès',
    caseTypes: 'Types de dossier',
    post: 'Courrier postal',
    records: 'Archives',
    team: 'Charge de l’équipe',
    summary: 'Résumé',
    tasks: 'Tâches',
    plan: 'Plan',
    activity: 'Activité',
    documents: 'Documents',
    access: 'Qui peut le voir',
    record: 'Contrôle du registre',
    keys: 'Touches',
    andDisplay: ' et affichage',
    signOut: 'Se déconnecter',
    demonstration: 'Démonstration : personnes et dossiers inventés. Rien ici n’est réel.',
    home: 'Casewright, vers Mon travail',
  },

  work: {
    title: 'Mon travail',
    next: 'À faire ensuite',
    openNext: 'Ouvrir la tâche suivante',
    whyOverdue: 'Elle est la première de votre liste, et en retard.',
    whyDue: 'Elle est la première de votre liste : aucune autre n’est à faire plus tôt.',
    whyFirst: 'Elle est la première de votre liste.',
    list: 'Tâches pour vous et vos équipes',
    task: 'Tâche',
    caseColumn: 'Dossier',
    due: 'Échéance',
    owner: 'Chez',
    status: 'État',
    preview: (title) => `Aperçu de ${title}`,
    hidePreview: (title) => `Masquer l’aperçu de ${title}`,
    queue: 'File de l’équipe',
    mine: 'Vous',
    empty: 'Aucun travail ne vous attend',
    emptyHint:
      'Les nouvelles tâches apparaissent ici d’elles-mêmes. Vous pouvez ouvrir un dossier ou parcourir ceux qui sont en cours.',
    more: 'Afficher plus de tâches',
    shown: (count, all) =>
      all ? nombre(count, 'tâche, liste complète', 'tâches, liste complète') : `Les ${chiffre(count)} premières tâches`,
    nothingNext: 'Aucune autre tâche ne vous attend.',
    keysHint: 'Dans la liste : J et K se déplacent, Entrée ouvre, Espace affiche un aperçu.',
  },

  due: {
    none: 'Sans\u00a0date',
    today: 'À faire aujourd’hui',
    tomorrow: 'À faire demain',
    inDays: (days) => `À faire dans ${nombre(days, 'jour', 'jours')}`,
    overdue: (days) => `${nombre(days, 'jour', 'jours')} de retard`,
  },

  standing: {
    'to-do': 'À faire',
    urgent: 'Urgent',
    overdue: 'En retard',
  },

  states: {
    loading: 'Chargement',
    failed: 'Le chargement a échoué',
    nothingHere: 'Il n’y a rien ici que vous puissiez voir',
    unreachable: 'Le serveur est injoignable. Vérifiez votre connexion, puis réessayez.',
    serverFault:
      'Le serveur a rencontré une erreur. Réessayez dans une minute. Si cela continue, prévenez votre administrateur.',
    noAccess:
      'Il n’y a rien ici que vous puissiez ouvrir. L’adresse est peut-être erronée, ou le dossier relève d’une autre équipe.',
    unexplained: (status) =>
      `Le serveur a refusé sans motif (code ${status}). Réessayez, puis prévenez votre administrateur.`,
    tryAgain: 'Réessayer',
    notFound: 'Page introuvable',
    notFoundHint: 'L’adresse est erronée, ou la page a été déplacée.',
    crashed: 'Cette page a échoué',
    crashedHint: 'Un incident s’est produit dans cette page. Votre saisie est conservée. Reprenez depuis Mon travail.',
    toWork: 'Aller à Mon travail',
    notDone: 'Cela n’a pas été fait',
  },

  rules: { title: 'Règles d’accès' },
  oversight: {
    navigation: 'Surveillance',
    audit: 'Audit',
    readers: 'Qui l’a consulté',
    reviews: (open, overdue) => {
      if (open === 0) return 'Contrôles';
      return overdue === 0
        ? `Contrôles (${chiffre(open)})`
        : `Contrôles (${chiffre(open)}, dont ${chiffre(overdue)} en retard)`;
    },
  },
  search: { label: 'Rechercher' },
};
