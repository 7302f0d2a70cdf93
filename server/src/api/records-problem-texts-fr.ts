// In French: what may not be done with a draft of a case type, with a list of disposal, or with a hold.
import type { DraftRefusal } from '@casewright/engine/drafts';
import type { RecordsRefusal } from '@casewright/engine/records';
import type { ProblemWords } from './problem-texts-fr.ts';

const DRAFTS: Readonly<Record<DraftRefusal, string>> = {
  'draft-closed': 'Ce projet a été publié ou retiré ; il reste donc tel quel. Commencez-en un autre.',
  'draft-changed':
    'Quelqu’un est intervenu sur ce projet depuis que vous l’avez regardé. Regardez-le à nouveau, puis décidez.',
  'draft-text-changed': 'Le texte n’est plus le même. Regardez le projet à nouveau, puis décidez.',
  'draft-problems': 'Le texte a des problèmes. Corrigez-les : la vérification indique chacun avec sa ligne.',
  'draft-other-kind': 'Le texte concerne un autre type de dossier que ce projet. Commencez un autre projet pour lui.',
  'draft-version-taken': 'Cette version est déjà publiée. Donnez une autre version au texte.',
  'draft-no-scenarios': 'Un projet demande au moins un scénario qui dise ce que font ses dossiers. Écrivez-en un.',
  'draft-scenarios-fail':
    'Un scénario n’est pas respecté. Corrigez le texte ou le scénario : la vérification dit ce qui diffère.',
  'draft-day-passed':
    'Le jour où il devait commencer est passé. Envoyez-le en relecture avec un jour ultérieur, ou sans jour.',
  'draft-before-another':
    'Une autre version publiée commence plus tard que celle-ci. Faites commencer celle-ci ce jour-là ou après.',
  'draft-not-in-review':
    'Il n’a pas été envoyé en relecture, ou a été modifié depuis. La personne qui l’écrit l’envoie quand il est prêt.',
  'draft-approved-already': 'Il est déjà approuvé. Il peut être publié, ou renvoyé.',
  'draft-own':
    'Vous, ou le collègue que vous remplacez, avez écrit dans ce projet. Une personne qui ne l’a pas fait doit s’en charger.',
  'draft-not-approved':
    'Personne n’a approuvé ce texte. Adressez-vous à une personne qui n’y a pas écrit et qui a le rôle case-type-publisher.',
  'draft-not-acknowledged':
    'Il change quelque chose qui touche la vie privée et dont personne n’a pris acte. Un délégué à la protection des données qui n’y a pas écrit doit regarder chacun de ces changements.',
  'draft-no-such-difference':
    'Il n’y a pas cette différence avec la version que celle-ci suivrait. Regardez le projet à nouveau.',
  'draft-acknowledged-already': 'Il a déjà été pris acte de ce changement. Passez au suivant.',
  'draft-not-your-office':
    'Vous pouvez lire ce projet, mais pas faire ceci : écrire demande le rôle case-type-designer, approuver et publier case-type-publisher, prendre acte privacy-officer. Adressez-vous à une personne qui l’a.',
};

const RECORDS: Readonly<Record<RecordsRefusal, string>> = {
  'records-not-manager':
    'Seul un responsable des archives actif de cet organisme peut le faire. Adressez-vous à l’un d’eux.',
  'disposal-nothing-due':
    'Rien n’est à échéance qui puisse partir et vous être indiqué. Regardez ce qui est gelé ou reste à calculer, ou choisissez une année ultérieure.',
  'disposal-draft': 'Elle n’a pas encore été soumise. La personne qui l’examine la soumet d’abord.',
  'disposal-submitted': 'Elle a déjà été soumise.',
  'disposal-started': 'Elle est en cours d’exécution ; elle reste donc telle quelle.',
  'disposal-finished': 'Elle a déjà été exécutée.',
  'disposal-withdrawn': 'Elle a été retirée. Proposez une autre liste.',
  'disposal-own': 'La personne qui a proposé une liste ne l’approuve pas. Deux autres le font.',
  'disposal-changed': 'Ce n’est pas cette liste telle qu’elle est maintenant. Regardez-la à nouveau, puis décidez.',
  'disposal-approved-already': 'Vous l’avez déjà approuvée. Il faut deux personnes différentes.',
  'disposal-not-approved': 'Deux autres personnes que celle qui l’a proposée l’approuvent d’abord.',
  'disposal-item-gone': 'Ce dossier n’est plus sur la liste. Regardez la liste à nouveau.',
  'disposal-nothing-left': 'Il ne reste rien sur cette liste. Retirez-la.',
  'disposal-not-told':
    'Certains dossiers de cette liste ne peuvent pas vous être indiqués ; vous ne pouvez donc pas les examiner. Une autre personne doit l’approuver.',
  'hold-words': 'Donnez au gel un titre, un motif et une autorité qui disent quelque chose.',
  'hold-predicate':
    'Un gel ne peut pas demander cela. Nommez des types de dossier, des équipes, des issues, des jours ou des champs comme ils s’appellent.',
  'hold-owner': 'Son responsable doit être un responsable des archives actif de cet organisme. Désignez-en un.',
  'hold-people': 'Une des personnes à informer n’est pas de cet organisme. Corrigez les identifiants.',
  'hold-review-day': 'Le jour du réexamen doit être à venir, dans les dix ans. Choisissez un autre jour.',
  'hold-nothing-left': 'Il ne reste rien de ce dossier à geler.',
  'hold-ended': 'Ce gel a déjà pris fin.',
  'hold-release-asked': 'Quelqu’un en a déjà demandé la fin. Décidez-en d’abord.',
  'hold-release-none': 'Personne n’en a demandé la fin, ou il en a été décidé. Regardez le gel à nouveau.',
  'hold-own-release': 'Vous en avez demandé la fin. Un autre responsable des archives doit en décider.',
};

export const RECORDS_IN_FRENCH: Readonly<Record<DraftRefusal | RecordsRefusal, ProblemWords>> = {
  ...titlesOf(DRAFTS, 'Ceci ne peut pas être fait avec le projet'),
  ...titlesOf(RECORDS, 'Ceci ne peut pas être fait avec les archives'),
};

function titlesOf<Code extends string>(
  details: Readonly<Record<Code, string>>,
  title: string,
): Readonly<Record<Code, ProblemWords>> {
  // Made of every code that there is.
  return Object.fromEntries(
    Object.entries(details).map(([code, detail]) => [code, [title, detail]]),
  ) as unknown as Record<Code, ProblemWords>;
}
