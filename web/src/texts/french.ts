// How French counts: singular below two, and numbers with narrow spaces between thousands.
const rules = new Intl.PluralRules('fr');
const numbers = new Intl.NumberFormat('fr-FR');

/** `1 dossier`, `0 dossier`, `1 200 dossiers`. The nouns stand for what follows the number. */
export function nombre(count: number, singular: string, plural: string): string {
  return `${chiffre(count)}\u00a0${pluriel(count, singular, plural)}`;
}

/** The word alone, as the count asks for it. */
export function pluriel(count: number, singular: string, plural: string): string {
  return rules.select(count) === 'one' ? singular : plural;
}

export function chiffre(count: number): string {
  return numbers.format(count);
}
