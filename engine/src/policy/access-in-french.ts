// What is said of a decision of access, in French: facts, rules and what is missing. A rule that has no words here keeps its own, since
// an installation may have further ones.
import type { AccessFact } from './access-facts.ts';
import type { Condition } from './access-rules.ts';
import type { Unknown } from './decide-access.ts';
import type { AccessNames } from './explain-access.ts';
import { nameIn } from './read-access-facts.ts';

export const UNKNOWN_IN_FRENCH: { readonly [U in Unknown]: string } = {
  closed: 'Quelque chose de consigné sur les accès ne peut pas être lu ; personne ne peut donc rien lire.',
  person:
    'Cette personne ne travaille pas pour l’organisme, ou quelque chose de consigné à son sujet ne peut pas être lu.',
  delegation: 'Ce collègue n’a rien confié à cette personne.',
  case: 'Quelque chose de consigné sur l’accès au dossier ne peut pas être lu ; personne ne peut donc le lire.',
  part: 'Le dossier n’a pas cette partie.',
};

export const MISSING_IN_FRENCH: Readonly<Record<string, string>> = {
  unit: 'Il s’agit de l’appartenance à une unité qui n’a pas le dossier et n’est pas au-dessus de celle qui l’a.',
  section: 'Cette partie du dossier n’y est pas.',
  readers: 'Cette partie est ouverte à des rôles désignés, et ceci n’en donne aucun.',
  delegable: 'Ceci ne peut pas être confié à un collègue.',
};

export const CONDITIONS_IN_FRENCH: { readonly [C in Condition['if']]: string } = {
  'same-agency': 'le lecteur travaille pour l’organisme du dossier',
  'other-agency': 'le lecteur travaille pour un autre organisme',
  'given-by-owner': 'l’organisme du dossier l’a donné : qui a reçu un dossier ne peut pas le transmettre',
  'given-to-agency': 'il a été donné à l’organisme du lecteur',
  'in-named-unit': 'le lecteur est membre de l’unité désignée, ou au-dessous, s’il en désigne une',
  'has-start': 'il dit à partir de quand',
  'has-end': 'il dit jusqu’à quand',
  'lasts-at-most': 'il ne dure pas plus que permis',
  'gives-reason': 'il donne un motif en toutes lettres',
  'for-its-purpose': 'le lecteur indique la finalité pour laquelle il a été donné',
  'names-authority': 'il nomme la loi ou l’accord qui le permet',
  'consent-in-force':
    'le consentement sur lequel il repose, s’il y en a un, est en vigueur, pour le même dossier et la même finalité',
  'approved-by-another': 'une autre personne l’a approuvé',
  'approved-in-agency': 'la personne qui l’a approuvé travaille pour l’organisme du dossier',
};

/** By the names of grants and of terms. */
export const RULES_IN_FRENCH: Readonly<Record<string, string>> = {
  team: 'Les membres de l’unité qui a un dossier peuvent le lire, ainsi que ceux d’une unité au-dessus dans un rôle qui s’étend au-dessous. Une partie qui désigne des rôles n’est ouverte qu’aux membres qui en ont un.',
  assigned: 'La personne à qui un dossier est confié peut le lire.',
  share: 'Un autre organisme peut lire les parties d’un dossier que l’organisme de ce dossier partage avec lui.',
  specific: 'Une personne dont la demande d’accès a été approuvée peut lire ce qui a été approuvé.',
  'break-glass':
    'En urgence, une personne peut ouvrir un dossier de son organisme pour quelques heures ; cela remplace un accès manquant et rien d’autre.',
  clearance:
    'L’habilitation atteint le niveau le plus élevé, et chaque marque, du dossier et de ses parties, sur chaque échelle qu’ils utilisent. Un niveau hors de son échelle est au-dessus de tous.',
  compartments: 'Le lecteur a été admis dans chaque compartiment du dossier et de ses parties.',
  seal: 'Chaque scellé sur le dossier ou la partie désigne le lecteur.',
  wall: 'Aucune cloison n’écarte le lecteur, ou une unité dont il est membre ou au-dessus, du dossier ou d’une de ses affaires. Une cloison proposée vaut jusqu’à ce que quelqu’un l’écarte.',
  purpose: 'La finalité indiquée est l’une de celles pour lesquelles le dossier et ses parties peuvent être lus.',
};

export const AGAINST_IN_FRENCH = {
  level: (level: string, scale: string) => `Il manque une habilitation au niveau ${level} (${scale}).`,
  marker: (marker: string, scale: string) => `Il manque une habilitation pour ${marker} (${scale}).`,
  compartment: (name: string) => `Le lecteur n’a pas été admis dans ${name}.`,
  something: 'Quelque chose écarte le lecteur.',
  inTheWay: (fact: string) => `Y fait obstacle : ${fact}.`,
  purpose: 'Aucune finalité pour laquelle il peut être lu n’a été indiquée.',
  unknownLevel:
    'Il est classifié sur une échelle, ou à un niveau, qui n’est pas connu ; personne ne peut donc le lire.',
} as const;

export function sayFactInFrench(fact: AccessFact, names: AccessNames): string {
  const { person, unit } = names;
  switch (fact.kind) {
    case 'membership':
      return `${fact.role}, ${unit(fact.unit)}`;
    case 'assignment':
      return `${person(fact.person)} a du travail dans le dossier`;
    case 'delegation':
      return `${person(fact.by)} a confié du travail à ${person(fact.to)}`;
    case 'clearance':
      return `Habilitation ${[fact.level, ...fact.markers].join(', ')} (${fact.scale})`;
    case 'read-in':
      return `Admis dans ${nameIn(fact.compartment)}`;
    case 'wall': {
      const whom = fact.person === null ? unit(fact.unit ?? '') : person(fact.person);
      const off = fact.matter === null ? 'dossier' : `l’affaire ${nameIn(fact.matter)}`;
      if (fact.standing === 'suggested')
        return `Une cloison est proposée entre ${whom} et ${fact.matter === null ? 'le dossier' : off}`;
      return `${whom} est à l’écart ${fact.matter === null ? 'du dossier' : `de ${off}`}`;
    }
    case 'seal':
      return `${fact.section === null ? 'Le dossier' : (names.section(fact.section) ?? 'Une partie du dossier')} : ouvert seulement à ${fact.openTo.map(person).join(', ')}`;
    case 'share':
      return `Partagé avec l’organisme ${fact.to} pour ${fact.purpose}, en vertu de ${fact.authority} : ${partsOf(fact.sections, names)}`;
    case 'specific':
      return `${person(fact.person)} a demandé, et ${person(fact.approvedBy)} a approuvé : ${partsOf(fact.sections, names)}`;
    case 'break-glass':
      return `${person(fact.person)} a ouvert le dossier en urgence`;
    case 'consent':
      return `Consentement à ${fact.purpose}`;
    case 'case':
      return 'Ce que le dossier exige de ses lecteurs';
    case 'person':
      return `${person(fact.person)} travaille pour l’organisme`;
    case 'unit':
      return fact.parent === null ? unit(fact.unit) : `${unit(fact.unit)} est au-dessous de ${unit(fact.parent)}`;
    default:
      return fact satisfies never;
  }
}

function partsOf(listed: readonly string[] | null, names: AccessNames): string {
  if (listed === null) return 'le dossier entier';
  const known = listed.flatMap((name) => names.section(name) ?? []);
  return known.length === listed.length ? known.join(', ') : [...known, 'd’autres parties'].join(', ');
}
