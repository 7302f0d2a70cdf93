// Days and periods as people write them, by language.
import { weekdayName } from '../calendar/working-days.ts';

export type Language = 'en' | 'fr';

interface Period {
  readonly count: number;
  readonly unit: string;
}

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
    ...['November', 'December'],
  ],
  fr: [
    ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre'],
    ...['novembre', 'décembre'],
  ],
};

const WEEKDAYS_IN_FRENCH: Readonly<Record<string, string>> = {
  ...{ Monday: 'lundi', Tuesday: 'mardi', Wednesday: 'mercredi', Thursday: 'jeudi', Friday: 'vendredi' },
  ...{ Saturday: 'samedi', Sunday: 'dimanche' },
};

const UNITS_IN_FRENCH: Readonly<Record<string, readonly [one: string, more: string]>> = {
  days: ['jour', 'jours'],
  'working-days': ['jour ouvré', 'jours ouvrés'],
  weeks: ['semaine', 'semaines'],
  months: ['mois', 'mois'],
  years: ['an', 'ans'],
};

/** `Monday 12 March 2018`, `lundi 12 mars 2018`. */
export function dayInWords(date: string, language: Language): string {
  const month = MONTHS[language][Number(date.slice(5, 7)) - 1] ?? '';
  const [day, year, name] = [Number(date.slice(8, 10)), Number(date.slice(0, 4)), weekdayName(date)];
  if (language === 'en') return `${name} ${day} ${month} ${year}`;
  return `${WEEKDAYS_IN_FRENCH[name] ?? name} ${day === 1 ? '1er' : day} ${month} ${year}`;
}

/** `1 month`, `20 working days`; `1 mois`, `20 jours ouvrés`. */
export function periodInWords({ count, unit }: Period, language: Language): string {
  if (language === 'fr') {
    const [one, more] = UNITS_IN_FRENCH[unit] ?? [unit, unit];
    return `${count} ${count < 2 ? one : more}`;
  }
  const words = unit.replace('-', ' ');
  return `${count} ${count === 1 ? words.slice(0, -1) : words}`;
}
