// Lines of an activity in French. What the platform says is a sentence with places for titles, names and days: each is here as it is
// said in English, with its French. What people wrote and what a case type calls things stays as it is, and so does a line that is not
// known here.
import type { ActivityWords } from './activity.ts';

/** What stands before a colon, or alone. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  'Something that you may not read': 'Quelque chose que vous ne pouvez pas lire',
  'This record was changed and cannot be read': 'Cet enregistrement a été modifié et ne peut pas être lu',
  'Lawfully destroyed': 'Détruit légalement',
  'Personal data lawfully destroyed': 'Données personnelles détruites légalement',
  'Case opened': 'Dossier ouvert',
  'Case opened again': 'Dossier rouvert',
  'Case closed': 'Dossier clos',
  Started: 'Commencé',
  Completed: 'Terminé',
  Returned: 'Rendu',
  Planned: 'Prévu',
  Reached: 'Atteint',
  Begun: 'Commencé',
  Finished: 'Achevé',
  Ended: 'Mis fin',
  Suspended: 'Suspendu',
  Resumed: 'Repris',
  Failed: 'Échoué',
  Routed: 'Attribué',
  Note: 'Note',
  Reason: 'Motif',
  Category: 'Nature',
  Sections: 'Parties',
  Compartments: 'Compartiments',
  Purposes: 'Finalités',
  For: 'Pour',
  Outcome: 'Issue',
  Agreed: 'Convenu',
  Declined: 'Refusé',
  Ground: 'Fondement',
  'Set aside': 'Mis de côté',
  'Taken up again': 'Repris',
  'Tried again': 'Réessayé',
  'Closed for good': 'Clos définitivement',
  'Details recorded': 'Informations consignées',
  'Taken from another case': 'Repris d’un autre dossier',
  'Time reached': 'Moment atteint',
  'Due date passed': 'Échéance passée',
  'Due date changed': 'Échéance modifiée',
  'Clock paused': 'Délai suspendu',
  'Clock runs again': 'Le délai court de nouveau',
  'Time extended': 'Délai prolongé',
  'Public holidays changed': 'Jours fériés modifiés',
  'A case of its own was opened': 'Un dossier propre a été ouvert',
  'Its case has ended': 'Son dossier a pris fin',
  'Returned to the team': 'Rendu à l’équipe',
  'Left to the team': 'Laissé à l’équipe',
  'To do now': 'À faire maintenant',
  'May be done now': 'Possible maintenant',
  'No longer needed': 'Plus nécessaire',
  'Nothing is left to do: decide what is next, or close the case':
    'Il ne reste rien à faire : décidez de la suite, ou clôturez le dossier',
  'Whoever had it has left the agency.': 'La personne qui l’avait a quitté l’organisme.',
  Classified: 'Classifié',
  'No classification': 'Aucune classification',
  'Access refused': 'Accès refusé',
  'Access granted': 'Accès accordé',
  'Opened in an emergency': 'Ouvert en urgence',
  'A request for access was not answered in time': 'Une demande d’accès est restée sans réponse dans le délai',
  'Emergency access was not reviewed in time': 'Un accès d’urgence n’a pas été contrôlé dans le délai',
  'Emergency access reviewed: justified': 'Accès d’urgence contrôlé : justifié',
  'Emergency access reviewed: not justified': 'Accès d’urgence contrôlé : non justifié',
  'Kept off the case': 'Écarté du dossier',
  'Case sealed': 'Dossier mis sous scellés',
  Sealed: 'Mis sous scellés',
  'By a rule': 'Par une règle',
  'Issue raised': 'Question posée',
  'Issue decided': 'Question tranchée',
  'Issue opened again': 'Question rouverte',
  'Party added': 'Personne ajoutée',
  'No longer a party': 'N’est plus une partie',
  'Somebody follows as a party': 'Une autre personne succède',
  'How a party is reached': 'Comment joindre une personne',
  Correction: 'Rectification',
  'Statement of disagreement': 'Déclaration de désaccord',
  'Told of a correction': 'Informé d’une rectification',
  'Need not be told of a correction': 'N’a pas à être informé d’une rectification',
  'Received from the case from which it was taken': 'Reçu du dossier d’où l’information a été reprise',
  'Verify the case to see which of its records differ from what was written.':
    'Vérifiez le dossier pour voir lesquels de ses enregistrements diffèrent de ce qui a été écrit.',
  'Goal set': 'Objectif fixé',
  'Goal reviewed': 'Point d’étape sur un objectif',
  'Goal concluded': 'Objectif conclu',
  'Obligation recorded': 'Obligation consignée',
  'Obligation not met in time': 'Obligation non remplie à temps',
  'Obligation met': 'Obligation remplie',
  'Obligation waived': 'Obligation levée',
  'Decision drafted': 'Projet de décision',
  'Draft of a decision changed': 'Projet de décision modifié',
  'Draft of a decision given up': 'Projet de décision abandonné',
  'Decision made': 'Décision prise',
  'Notice of a decision given': 'Décision notifiée',
  'Decision revoked': 'Décision révoquée',
  'Exhibit registered': 'Pièce enregistrée',
  'Exhibit offered': 'Pièce présentée',
  'Exhibit admitted': 'Pièce admise',
  'Exhibit excluded': 'Pièce écartée',
  'Exhibit returned': 'Pièce rendue',
  'Exhibit disposed of': 'Pièce éliminée',
  'Exhibit is for others': 'Pièce destinée à d’autres',
  'Exhibit handed over': 'Pièce transmise',
  'Exhibit received': 'Pièce reçue',
  'Exhibit not taken over': 'Pièce non reprise',
  'Gap in custody reported': 'Interruption de garde signalée',
  'There is a time in which nobody answers for it': 'Il y a un temps dont personne ne répond',
  'Referral offered': 'Orientation proposée',
  'Referral accepted': 'Orientation acceptée',
  'Referral declined': 'Orientation refusée',
  'Referral answered': 'Réponse à une orientation',
  'Referral withdrawn': 'Orientation retirée',
  'Referral has lapsed': 'Orientation caduque',
  Drafted: 'Projet écrit',
  'Draft changed': 'Projet modifié',
  'Draft given up': 'Projet abandonné',
  Approved: 'Approuvé',
  Sent: 'Envoyé',
  Delivered: 'Arrivé',
  'Came back': 'Revenu',
  Recorded: 'Consigné',
  Arranged: 'Convenu',
  'Moved to another time': 'Déplacé à un autre moment',
  Cancelled: 'Annulé',
  Concluded: 'Conclu',
  'Document filed': 'Document classé',
  'New version of a document': 'Nouvelle version d’un document',
  'Document has another title': 'Document au titre modifié',
  'Document is of another kind': 'Document d’une autre nature',
  'Document is for others': 'Document destiné à d’autres',
  'Document disclosed': 'Document communiqué',
  'Document withheld': 'Document refusé',
  'Document withdrawn, as filed in error': 'Document retiré, classé par erreur',
  'Review asked for': 'Recours demandé',
  'Review no longer asked for': 'Recours retiré',
  'Time to ask for a review has passed': 'Le délai de recours est passé',
  'It is attained': 'Il est atteint',
  'It is partly attained': 'Il est atteint en partie',
  'It is not attained': 'Il n’est pas atteint',
  'It is withdrawn': 'Il est retiré',
};

/** `{}` is anything, `{day}` a day and `{n}` a number as they are said in English. The first that fits says it. */
const SENTENCES: readonly (readonly [english: string, french: string])[] = [
  ['Reference {}', 'Référence {}'],
  ['To do now: {}, by {day}', 'À faire maintenant : {}, avant le {day}'],
  ['{}: stopped on {day}', '{} : arrêté le {day}'],
  ['{}: due on {day}, before on {day}', '{} : échéance au {day}, auparavant au {day}'],
  ['{}: due on {day}', '{} : échéance au {day}'],
  ['{}: was due on {day}', '{} : échéance précédente au {day}'],
  ['{}: no longer runs', '{} : ne court plus'],
  ['{n} % of the time has passed: {}', '{n} % du délai est passé : {}'],
  ['Counted anew by the holiday table {}', 'Recompté selon la table des jours fériés {}'],
  ['Goes on under version {}', 'Continue sous la version {}'],
  ['Taken back to version {}', 'Ramené à la version {}'],
  ['{n} day earlier', '{n} jour plus tôt'],
  ['{n} days earlier', '{n} jours plus tôt'],
  ['{n} day later', '{n} jour plus tard'],
  ['{n} days later', '{n} jours plus tard'],
  ['Put into the queue {}: {}', 'Mis dans la file {} : {}'],
  ['Assigned to {}: {}', 'Confié à {} : {}'],
  ['By the rule {} of the routing table {}', 'Par la règle {} de la table d’attribution {}'],
  ['Drawn among {n} who were equal', 'Tiré au sort parmi {n} à égalité'],
  ['None of {n} people can take it', 'Aucune des {n} personnes ne peut le prendre'],
  ['Given up, since nobody met it: {}', 'Abandonné, car personne ne le remplissait : {}'],
  ['Until {day}', 'Jusqu’au {day}'],
  ['From {day} until {day}', 'Du {day} au {day}'],
  ['From {day}', 'À partir du {day}'],
  ['{}: from {n} to {n} {}', '{} : de {n} à {n} {}'],
  ['Met on {day}', 'Remplie le {day}'],
  ['Waived on {day}', 'Levée le {day}'],
  ['{n} on {day}', '{n} le {day}'],
  ['Due on {day}', 'À remplir avant le {day}'],
  ['Delegation {}, {}', 'Délégation {}, {}'],
  ['No review can be asked for since {day}', 'Plus de recours possible depuis le {day}'],
  ['Exhibit {}: {}', 'Pièce {} : {}'],
  ['To the team {}', 'À l’équipe {}'],
  ['To agency {}', 'À l’organisme {}'],
  ['To be taken by {day}', 'À prendre avant le {day}'],
  ['From us, by {}, {day}', 'De nous, par {}, {day}'],
  ['To us, by {}, {day}', 'À nous, par {}, {day}'],
  ['Document {n}: {}', 'Document {n} : {}'],
  ['Version {n}: {}', 'Version {n} : {}'],
  ['Received on {day}', 'Reçu le {day}'],
  ['{}, {day}', '{}, {day}'],
];

/** What is said of access alone: elsewhere people might have written the same in their own words. */
const OF_ACCESS: typeof SENTENCES = [
  ['Lower classification proposed by {}', 'Classification moins élevée proposée par {}'],
  ['Access changed: {} has ended', 'Accès modifié : {} a pris fin'],
  ['Access asked for by {}', 'Accès demandé par {}'],
  ['Wall suggested for {}', 'Cloison proposée pour {}'],
  ['Open to {}', 'Ouvert à {}'],
  ['Shared with {}', 'Partagé avec {}'],
  ['For {}, by {}', 'Pour {}, en vertu de {}'],
  ['Consent recorded for {}', 'Consentement consigné pour {}'],
  ['Access for {}', 'Accès pour {}'],
  ['Opened in an emergency by {}', 'Ouvert en urgence par {}'],
  ['For {}', 'Pour {}'],
];
/** Longer lines are what somebody wrote. */
const LONGEST = 400;

const MONTHS: Readonly<Record<string, string>> = {
  ...{ January: 'janvier', February: 'février', March: 'mars', April: 'avril', May: 'mai', June: 'juin' },
  ...{ July: 'juillet', August: 'août', September: 'septembre', October: 'octobre', November: 'novembre' },
  December: 'décembre',
};
const MONTH = Object.keys(MONTHS).join('|');
const TIME = String.raw`(?:, \d{2}:\d{2} \([^()]{1,9}\))?`;
const A_DAY = new RegExp(String.raw`^(\d{1,2}) (${MONTH}) (\d{1,4})(${TIME})$`);
const PLACES: Readonly<Record<string, string>> = {
  '{}': '([^]+?)',
  '{n}': String.raw`(-?\d{1,12}(?:\.\d{1,9})?)`,
  '{day}': String.raw`(\d{1,2} (?:${MONTH}) \d{1,4}${TIME})`,
};

interface Rule {
  readonly fits: RegExp;
  readonly says: string;
}

const rules: readonly Rule[] = SENTENCES.map(ruleOf);
const rulesOfAccess: readonly Rule[] = [...OF_ACCESS.map(ruleOf), ...rules];

/** @param of what the event is about; the lines of a note are what somebody wrote, and stay as they are */
export function activityInFrench(words: ActivityWords, of: 'access' | 'note' | 'other'): ActivityWords {
  const known = of === 'access' ? rulesOfAccess : rules;
  const say = (line: string): string => lineInFrench(line, known);
  return { ...words, title: say(words.title), detail: of === 'note' ? words.detail : words.detail.map(say) };
}

export function lineInFrench(line: string, known: readonly Rule[] = rules): string {
  if (Object.hasOwn(BEGINNINGS, line)) return BEGINNINGS[line] ?? line;
  for (const { fits, says } of line.length > LONGEST ? [] : known) {
    const found = fits.exec(line);
    if (found !== null) return filled(says, found.slice(1));
  }
  const colon = line.indexOf(': ');
  if (colon === -1) return line;
  const [beginning, rest] = [line.slice(0, colon), line.slice(colon + 2)];
  const value = valueInFrench(rest);
  if (Object.hasOwn(BEGINNINGS, beginning)) return `${BEGINNINGS[beginning] ?? beginning}\u00a0: ${value}`;
  return value === rest ? line : `${beginning}\u00a0: ${value}`;
}

function ruleOf([english, french]: (typeof SENTENCES)[number]): Rule {
  const parts = english
    .split(/(\{(?:day|n)?\})/)
    .map((part) => PLACES[part] ?? part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return { fits: new RegExp(`^${parts.join('')}$`), says: french };
}

function filled(french: string, values: readonly string[]): string {
  let at = 0;
  return french.replaceAll(/\{(?:day|n)?\}/g, () => {
    const value = values[at] ?? '';
    at += 1;
    return valueInFrench(value);
  });
}

/** A day or an answer in French; anything else as it is. */
function valueInFrench(value: string): string {
  const day = A_DAY.exec(value);
  if (day !== null) {
    const [, date = '', month = '', year = '', time = ''] = day;
    return `${date === '1' ? '1er' : date} ${MONTHS[month] ?? month} ${year}${time}`;
  }
  return { Yes: 'Oui', No: 'Non', removed: 'supprimé' }[value] ?? value;
}
