// La surveillance de qui consulte quoi : consultations, contrôles et audits.
import type { oversightTexts as English } from '../en/oversight.ts';
import { chiffre, nombre } from '../french.ts';
import type { TextsOf } from '../texts-of.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  'read-case': 'A ouvert le dossier',
  'read-activity': 'A lu son activité',
  'read-assignment': 'A lu pourquoi une tâche a été confiée à quelqu’un',
  'preview-letter': 'A regardé une lettre avant qu’elle soit faite',
  'list-work': 'L’a vu dans Mon travail',
  'list-cases': 'L’a vu dans une liste',
  'search-cases': 'L’a trouvé par ses mots',
  'search-documents': 'A trouvé un de ses documents par ses mots',
  'export-cases': 'L’a sorti dans un export',
  'offer-facts': 'S’est vu proposer, dans un autre dossier, ce qu’il dit d’une personne',
  TakeFact: 'A repris, dans un autre dossier, ce qu’il dit d’une personne',
  'list-notices': 'En a vu un avis',
  'follow-changes': 'A été informé qu’il avait changé',
  'verify-chain': 'A contrôlé son registre',
  'prove-event': 'A prouvé un événement',
  'read-readers': 'A demandé qui l’avait consulté',
  'read-readers-for-subject': 'A demandé qui l’avait consulté, pour la personne concernée',
  'read-reads': 'L’a vu parmi ce que quelqu’un a lu',
  'read-review': 'L’a vu dans un contrôle',
  explore: 'L’a vu dans un audit',
  'audit-replay': 'L’a regardé tel qu’il était, dans un audit',
  'audit-difference': 'En a comparé deux moments, dans un audit',
  'audit-verify': 'L’a vérifié, dans un audit',
  'audit-proof': 'En a pris la preuve, dans un audit',
  'read-access': 'A regardé ce qui permet de le voir',
  'explain-why': 'A demandé pourquoi quelqu’un peut le voir',
  'explain-who': 'A demandé qui peut le voir',
  'explain-what-if': 'A demandé l’effet d’un changement d’accès',
  'explain-reach': 'L’a vu parmi ce que quelqu’un peut voir',
  'compare-rules': 'A vu ce que d’autres règles d’accès y changeraient',
  'find-case': 'L’a cherché par son numéro',
  'read-shared-case': 'L’a ouvert, tel qu’un autre organisme le partage',
  'list-shared-cases': 'L’a vu parmi ce qui est partagé',
};

const KINDS: Readonly<Record<string, string>> = {
  'own-record': 'Son propre dossier',
  kin: 'Dossier d’un proche',
  colleague: 'Dossier d’un collègue',
  'no-work': 'Aucun travail dans le dossier',
  volume: 'Bien plus que d’habitude',
  hours: 'En dehors des heures de travail',
  'denied-series': 'Refusé à plusieurs reprises',
  'break-glass': 'Accès d’urgence',
  'walled-attempt': 'A tenté de franchir une cloison',
  vip: 'Dossier d’une personnalité connue',
};

/** What was noted of a look: `opened=31 usual=10` and the like, written by the rules. */
function noted(why: string): string {
  const told = new Map(why.split(' ').map((part) => [part.split('=')[0], part.split('=')[1] ?? '']));
  const opened = told.get('opened');
  if (opened !== undefined) return `${opened} dossiers ouverts ce jour-là ; d’habitude ${told.get('usual') ?? '0'}`;
  if (told.has('time')) return `À ${told.get('time') ?? ''}`;
  if (told.has('day')) return 'Un jour sans travail';
  if (told.has('refused')) return `Refus ${told.get('refused') ?? ''} en quelques minutes`;
  const cases = told.get('cases');
  return cases === undefined || cases === '1' ? '' : `${cases} dossiers`;
}

export const oversightTexts: TextsOf<typeof English> = {
  action: (code) =>
    ACTIONS[code] ?? (code.startsWith('refused:') ? 'S’est vu refuser un changement' : `A demandé : ${code}`),

  readers: {
    title: 'Qui a consulté ce dossier',
    explain:
      'Toutes les personnes qui ont vu quelque chose de ce dossier, même dans une liste, et toutes celles à qui il a été refusé.',
    back: 'Retour au dossier',
    people: 'Personnes',
    looks: 'Chaque consultation, les plus récentes d’abord',
    person: 'Personne',
    count: 'Consultations',
    refusedCount: 'Refus',
    last: 'Dernière',
    when: 'Quand',
    what: 'Quoi',
    why: 'Pourquoi c’était permis',
    refused: 'Refusé',
    rule: (rule) => `Par la règle « ${rule} »`,
    purpose: (purpose) => `pour ${purpose}`,
    onBehalf: (person) => `en remplacement de ${person}`,
    times: (count) => `${chiffre(count)} fois`,
    never: 'jamais',
    more: 'Afficher les consultations antérieures',
    shown: (count, all) =>
      all
        ? nombre(count, 'consultation, liste complète', 'consultations, liste complète')
        : `Les ${chiffre(count)} dernières consultations`,
  },

  reviews: {
    title: 'Contrôles',
    filter: 'Quels contrôles',
    open: 'En cours',
    decided: 'Tranchés',
    emptyOpen: 'Rien n’attend de décision',
    emptyDecided: 'Rien n’a encore été tranché',
    emptyHint: 'Les règles examinent ce que les personnes lisent, quelques minutes après.',
    what: 'Ce qui a été remarqué',
    who: 'Qui',
    day: 'Le',
    due: 'À trancher avant le',
    looks: 'Consultations',
    overdue: 'En retard',
    more: 'Afficher plus de contrôles',
    shown: (count, all) =>
      all ? nombre(count, 'contrôle, liste complète', 'contrôles, liste complète') : `Les ${chiffre(count)} premiers`,
    kind: (code) => KINDS[code] ?? code,
  },

  review: {
    back: 'Retour aux contrôles',
    about: (kind, name) => `${kind} : ${name}`,
    looks: 'Les consultations concernées',
    cases: 'Dossiers',
    noted: 'Remarqué',
    why: noted,
    decide: 'Trancher',
    finding: 'Qu’avez-vous constaté ?',
    findings: {
      justified: 'Il y avait une raison',
      unjustified: 'Il n’y avait pas de raison',
      referred: 'Transmis pour enquête',
    },
    reason: 'Pourquoi ?',
    reasonHint: 'Consigné avec votre nom. Au moins dix caractères.',
    submit: 'Trancher',
    decided: 'Le contrôle est tranché.',
    decisions: 'Ce qui a été décidé',
    by: (name, when) => `${name}, ${when}`,
  },

  audit: {
    title: 'Audit',
    seat: (purpose, until) => `Vous pouvez regarder ce qui a été consigné pour ${purpose}, jusqu’au ${until}.`,
    recorded: 'Tout ce que vous regardez ici est consigné aussi.',
    scope: (parts) => (parts.length === 0 ? 'Tous les dossiers.' : `Seulement : ${parts.join(' ; ')}.`),
    noSeat: 'Vous n’avez pas de mandat',
    noSeatHint: 'Une personne de l’organisme en donne un, pour un temps.',
    look: 'Parcourir',
    kind: 'Quoi',
    kinds: { reads: 'Qui a consulté quoi', events: 'Ce qui a été fait' },
    from: 'Du',
    to: 'Au',
    person: 'Personne (identifiant)',
    caseId: 'Dossier (identifiant)',
    action: 'Action (code)',
    denied: 'Refusé ou non',
    deniedOnly: 'Seulement ce qui a été refusé',
    allowedOnly: 'Seulement ce qui a été permis',
    submit: 'Afficher',
    found: 'Ce qui a été trouvé',
    none: 'Rien n’a été trouvé',
    noneHint: 'Rien de ce qui a été consigné pendant cette période ne correspond, dans votre périmètre.',
    when: 'Quand',
    who: 'Qui',
    did: 'Quoi',
    cases: 'Dossiers',
    refused: 'Refusé',
    more: 'Afficher ce qui précède',
    shown: (count, all) =>
      all ? nombre(count, 'ligne, liste complète', 'lignes, liste complète') : `Les ${chiffre(count)} plus récents`,
    moreCases: (count) => `et ${chiffre(count)} de plus`,
    withheld: (count) =>
      nombre(count, 'dossier que vous ne pouvez pas connaître', 'dossiers que vous ne pouvez pas connaître'),
    withheldEvents: (count) =>
      `Il y a en outre des événements de ${chiffre(count)} dossiers que vous ne pouvez pas connaître.`,
  },

  auditedCase: {
    title: 'Un dossier tel qu’il était',
    back: 'Retour à l’audit',
    verification: 'Est-il tel qu’il a été consigné ?',
    verified: (events) =>
      `Vérifié : ${nombre(events, 'événement est tel qu’il a été consigné', 'événements sont tels qu’ils ont été consignés')}`,
    proved: (proved, waiting) =>
      waiting === 0
        ? `Tous (${chiffre(proved)}) sont dans le journal signé de l’organisme.`
        : `${chiffre(proved)} dans le journal signé de l’organisme ; ${chiffre(waiting)} en attente de signature.`,
    altered: 'Ce dossier a été altéré',
    alteredHint: 'Il n’est pas tel qu’il a été consigné. Ce qui diffère, et où :',
    event: 'Événement',
    what: 'Ce qui diffère',
    again: 'Vérifier à nouveau',
    proof: 'Prendre la preuve en fichier',
    proofName: (caseId) => `preuve-${caseId}.json`,
    replay: 'Tel qu’il était connu un certain jour',
    asOf: 'Jour',
    show: 'Afficher',
    by: 'Selon ce qui était',
    byRecorded: 'connu ce jour-là',
    byOccurred: 'vrai ce jour-là, d’après ce que l’on sait maintenant',
    events: (count, total) => `${chiffre(count)} événements sur ${chiffre(total)} comptent.`,
    nothing: 'Rien n’en avait été consigné à ce moment.',
    stopped: (seq) =>
      `L’événement ${chiffre(seq)} ne peut pas être lu ; le dossier est donc montré tel qu’il était avant.`,
    facts: 'Ce qui était connu',
    difference: 'Ce qu’il est devenu depuis un autre jour',
    since: 'Depuis le',
    same: 'Rien ne diffère.',
    before: 'Avant',
    after: 'Après',
    where: 'Quoi',
    absent: 'absent',
  },
};
