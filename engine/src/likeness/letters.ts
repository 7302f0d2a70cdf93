// From a name as it was written to letters that can be compared: without case and marks, and of scripts that spell sounds in Latin
// letters too, so that one person who was registered in two scripts is met. It knows no people and no language.

/** Letters that are no others with a mark, and that people type without. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', þ: 'th', æ: 'ae', œ: 'oe' },
};

/** By sound, roughly as passports do; what has no sound of its own is left out. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'i', і: 'i', ј: 'i' },
  ...{ к: 'k', л: 'l', љ: 'l', м: 'm', н: 'n', њ: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'ch', ђ: 'd' },
  ...{ у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', џ: 'zh', ш: 'sh', щ: 'sh', ъ: '', ы: 'y', ь: '', э: 'e' },
  ...{ ю: 'iu', я: 'ia' },
};

const GREEK: Readonly<Record<string, string>> = {
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n' },
  ...{ ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
};

/** Vowels are mostly not written; those that are count no more than elsewhere. */
const ARABIC: Readonly<Record<string, string>> = {
  ...{ ا: 'a', ب: 'b', پ: 'p', ت: 't', ة: 'a', ث: 'th', ج: 'j', چ: 'ch', ح: 'h', خ: 'kh', د: 'd', ذ: 'dh', ر: 'r' },
  ...{ ز: 'z', ژ: 'zh', س: 's', ش: 'sh', ص: 's', ض: 'd', ط: 't', ظ: 'z', ع: '', غ: 'gh', ف: 'f', ق: 'q', ك: 'k' },
  ...{ ک: 'k', گ: 'g', ل: 'l', م: 'm', ن: 'n', ه: 'h', و: 'u', ي: 'i', ی: 'i', ى: 'a', ء: '' },
};

const HEBREW: Readonly<Record<string, string>> = {
  ...{ א: 'a', ב: 'b', ג: 'g', ד: 'd', ה: 'h', ו: 'u', ז: 'z', ח: 'ch', ט: 't', י: 'i', כ: 'k', ך: 'k', ל: 'l' },
  ...{ מ: 'm', ם: 'm', נ: 'n', ן: 'n', ס: 's', ע: '', פ: 'p', ף: 'f', צ: 'ts', ץ: 'ts', ק: 'k', ר: 'r', ש: 'sh' },
  ...{ ת: 't' },
};

const SPELT: Readonly<Record<string, string>> = { ...PLAIN, ...CYRILLIC, ...GREEK, ...ARABIC, ...HEBREW };

const ASCII = /^[\0-\x7f]*$/u;
/** Marks that are put on letters of any script, and points of Hebrew. Vowel signs of Indic scripts are letters of their own. */
const MARKS = /[\p{Script=Inherited}\u0591-\u05c7]/gu;
/** Written in one word and left out by half of those who write it. */
const APOSTROPHES = /['’ʼ‘`´]/gu;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Characters that are words of their own, since names in them have no spaces: a name is then their set, in any order. */
const HAN = /\p{Script=Han}/u;
/** Of one name. */
const WORDS_MOST = 8;
const LENGTH_MOST = 40;

/** Looks alike, without case and marks (NFKC, NFD). By way of capitals, so that ß and SS fold alike. */
export function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const small = text.normalize('NFKC').toUpperCase().toLowerCase();
  return small.normalize('NFD').replaceAll(MARKS, '').normalize('NFC');
}

/** The same word in Latin letters where its script spells sounds; unchanged where it does not. */
export function inLatin(word: string): string {
  if (ASCII.test(word)) return word;
  // What is spelt with two letters there may end with the vowel that the next begins with: it is one, as in Maria.
  return Array.from(word, (letter) => SPELT[letter] ?? letter)
    .join('')
    .replaceAll('ii', 'i');
}

/** The words of a name in Latin letters, in their order: what stands between them counts for nothing. */
export function nameWords(text: string): readonly string[] {
  const plain = folded(text).replaceAll(APOSTROPHES, '');
  const words: string[] = [];
  for (const [run] of plain.matchAll(WORD)) {
    words.push(...(HAN.test(run) ? Array.from(run) : [inLatin(run).slice(0, LENGTH_MOST)]));
  }
  return words.filter((word) => word !== '').slice(0, WORDS_MOST);
}

/** Letters and digits alone, without case: how a number of a document, an account or a register is compared. */
export function signs(text: string): string {
  return folded(text)
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LENGTH_MOST);
}

const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/sch|tsch|tch|sh|sz|cz|ch|zh/gu, 's'],
  [/ph/gu, 'f'],
  [/th|dh/gu, 't'],
  [/kh|gh|ck/gu, 'k'],
  [/c(?=[eiy])/gu, 's'],
  [/x/gu, 'ks'],
  [/ts|tz|dz/gu, 's'],
];
const CLASSES: Readonly<Record<string, string>> = {
  ...{ b: 'P', p: 'P', f: 'F', v: 'F', w: 'F', d: 'T', t: 'T', s: 'S', z: 'S', c: 'K', g: 'K', k: 'K', q: 'K' },
  ...{ l: 'L', r: 'R', m: 'M', n: 'N' },
};
const LATIN = /^[a-z]+$/u;
const SOUND_LENGTH = 6;

/**
 * How a word sounds, roughly and in no language more than another: the classes of its consonants, and whether it begins with a
 * vowel. Words that sound alike to many clerks have the same; a word that is not spelt in Latin letters is its own.
 */
export function soundOf(word: string): string {
  if (!LATIN.test(word)) return word;
  const shorter = PAIRS.reduce((text, [pair, one]) => text.replaceAll(pair, one), word);
  let sound = /^[aeiouyhj]/u.test(shorter) ? 'A' : '';
  let last = '';
  for (const letter of shorter) {
    const consonant = CLASSES[letter] ?? '';
    if (consonant !== '' && consonant !== last) sound += consonant;
    // A vowel between two equal consonants keeps them apart; h and y are heard as none.
    last = consonant === '' && 'hy'.includes(letter) ? last : consonant;
  }
  return sound.slice(0, SOUND_LENGTH);
}

/** Insertions, deletions, changes and swaps of neighbours between two words (optimal string alignment), at most `most` + 1. */
export function edits(one: string, other: string, most: number): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [beforeLast, last]: [readonly number[], readonly number[]] = [[], b.map((_, at) => at + 1)];
  last = [0, ...last];
  for (const [i, letter] of a.entries()) {
    const row = [i + 1];
    for (const [j, otherLetter] of b.entries()) {
      const same = letter === otherLetter ? 0 : 1;
      const swap = i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === otherLetter;
      row.push(
        Math.min(
          (last[j] ?? 0) + same,
          (last[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          swap ? (beforeLast[j - 1] ?? 0) + 1 : most + 1,
        ),
      );
    }
    [beforeLast, last] = [last, row];
  }
  return Math.min(last.at(-1) ?? 0, most + 1);
}
