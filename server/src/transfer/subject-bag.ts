// What a person gets of what is held about them, as a bag (RFC 8493): an index to read and the same for programs, and the papers. Of what is
// withheld it says under which exemption and why, and nothing else: not in which case it is, nor what. It decides nothing.
import { Corrupt } from '../errors.ts';
import { el, type Html, join, list as listed } from '../handbook/html.ts';
import { startBag } from './write-bag.ts';

/** An item as somebody decided on it; only what that lets out is taken of it. */
export interface ItemToGive {
  readonly reference: string;
  readonly caseTitle: string;
  readonly title: string;
  readonly detail: readonly string[];
  readonly file: { readonly name: string } | null;
  readonly decision: {
    readonly decision: 'release' | 'redact' | 'withhold';
    readonly code: string;
    readonly words: string | null;
  } | null;
  readonly bytes: {
    readonly content: string;
    readonly mediaType: string;
    readonly pieces: (() => AsyncGenerator<Buffer>) | null;
  } | null;
}

export interface SubjectBagOf {
  /** New or empty. */
  readonly folder: string;
  readonly agency: string;
  /** The reference of the case in which they asked. */
  readonly request: string;
  readonly fileId: string;
  readonly list: string;
  readonly approvedBy: readonly string[];
  readonly gone: number;
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly language: SubjectLanguage;
  readonly items: readonly ItemToGive[];
}

export type SubjectLanguage = keyof typeof TEXTS;

const TEXTS = {
  en: {
    title: 'What we hold about you',
    request: 'Your request',
    given: 'Given on',
    withheld: 'Withheld',
    parts: 'Part of this is left out.',
    destroyed: 'This paper was lawfully destroyed.',
    paper: 'Open the paper',
    gone: (many: number) => `Lawfully destroyed since we began to put this together: ${many}.`,
    about:
      'Everything that we hold about you is listed here. Where something is withheld, we say why, and you may ask for a review.',
  },
  fr: {
    title: 'Ce que nous détenons à votre sujet',
    request: 'Votre demande',
    given: 'Remis le',
    withheld: 'Non communiqué',
    parts: 'Une partie de ce document est masquée.',
    destroyed: 'Ce document a été légalement détruit.',
    paper: 'Ouvrir le document',
    gone: (many: number) => `Légalement détruits depuis le début de la préparation : ${many}.`,
    about:
      'Tout ce que nous détenons à votre sujet figure ici. Si un élément n’est pas communiqué, nous en donnons la raison, et vous pouvez demander une révision.',
  },
} as const;

export function subjectLanguageOf(text: string): SubjectLanguage | null {
  return text === 'en' || text === 'fr' ? text : null;
}

/** Of an item what the person gets. */
interface Given {
  readonly number: number;
  readonly became: 'given' | 'redacted' | 'withheld';
  readonly case: string | null;
  readonly title: string | null;
  readonly words: readonly string[];
  readonly exemption: string | null;
  /** Path in the bag, and the SHA-256 of its bytes. */
  readonly paper: { readonly path: string; readonly sha256: string } | 'destroyed' | null;
}

/** @returns SHA-256 of the tag manifest, which names every file in the bag. @throws `Corrupt` for a paper that is not what was approved */
export async function writeSubjectBag(of: SubjectBagOf): Promise<string> {
  const bag = await startBag(of.folder);
  const given: Given[] = [];
  for (const [at, item] of of.items.entries()) {
    const number = at + 1;
    const path = pathOf(number, item);
    const pieces = item.bytes?.pieces ?? null;
    if (item.bytes !== null && pieces !== null) {
      const { sha256 } = await bag.put(path, pieces());
      if (sha256 !== item.bytes.content) throw new Corrupt(`Paper ${number} is not what was approved.`);
    }
    given.push(givenOf(number, path, item));
  }
  const { agency, request, fileId, list, on, gone } = of;
  const index = { agency, request, on, list, lawfullyDestroyed: gone, items: given };
  await bag.put('index.json', `${JSON.stringify(index, null, 2)}\n`);
  await bag.put('index.html', pageOf(of, given));
  return bag.finish([
    ['Source-Organization', agency],
    ['External-Identifier', fileId],
    ['External-Description', `${TEXTS[of.language].title} (${request})`],
    ['Bagging-Date', on],
    ['Approved-List', list],
    ['Approved-By', of.approvedBy.join(', ')],
  ]);
}

function pathOf(number: number, { file, bytes, decision }: ItemToGive): string {
  const own = /\.([a-z0-9]{1,5})$/i.exec(file?.name ?? '')?.[1]?.toLowerCase() ?? 'bin';
  const copies: Readonly<Record<string, string>> = {
    'application/pdf': 'pdf',
    'image/png': 'png',
    'image/jpeg': 'jpg',
  };
  const ending = decision?.decision === 'redact' ? (copies[bytes?.mediaType ?? ''] ?? 'bin') : own;
  // Neither what a paper is called nor who brought it is told by its name here.
  return `papers/${String(number).padStart(4, '0')}.${ending}`;
}

function givenOf(number: number, path: string, item: ItemToGive): Given {
  const { decision, bytes } = item;
  if (decision === null) throw new Error('An item of an approved list was decided.');
  const { code, words } = decision;
  if (decision.decision === 'withhold') {
    const nothing = { case: null, title: null, paper: null } as const;
    return { number, became: 'withheld', ...nothing, words: words === null ? [] : [words], exemption: code };
  }
  const isWhole = decision.decision === 'release';
  const paper =
    bytes === null ? null : bytes.pieces === null ? ('destroyed' as const) : { path, sha256: bytes.content };
  return {
    ...{ number, became: isWhole ? 'given' : 'redacted', case: `${item.caseTitle}, ${item.reference}` },
    ...{ title: item.title, words: isWhole ? item.detail : words === null ? [] : [words], exemption: null, paper },
  };
}

function pageOf({ agency, request, on, language, gone }: SubjectBagOf, given: readonly Given[]): string {
  const texts = TEXTS[language];
  const cases = [...new Set(given.map((one) => one.case))];
  const sections = cases.map((name) =>
    el(
      'section',
      {},
      el('h2', {}, name ?? texts.withheld),
      join(given.filter((one) => one.case === name).map((one) => itemOf(one, language))),
    ),
  );
  const body = el(
    'main',
    {},
    el('h1', {}, texts.title),
    el('p', {}, agency),
    el('p', {}, `${texts.request}: ${request}. ${texts.given} ${on}.`),
    el('p', {}, texts.about),
    ...(gone === 0 ? [] : [el('p', {}, texts.gone(gone))]),
    ...sections,
  );
  const head = el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('title', {}, `${texts.title}: ${request}`),
    el('style', {}, 'body{font:1rem/1.5 sans-serif;max-width:45rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}'),
  );
  return `<!doctype html>\n${el('html', { lang: language }, head, el('body', {}, body)).text}\n`;
}

function itemOf({ number, became, title, words, exemption, paper }: Given, language: SubjectLanguage): Html {
  const texts = TEXTS[language];
  const link = paper === null || paper === 'destroyed' ? null : el('a', { href: paper.path }, texts.paper);
  const lines = [
    ...(exemption === null ? [] : [`${texts.withheld}: ${exemption}`]),
    ...words,
    ...(became === 'redacted' ? [texts.parts] : []),
    ...(paper === 'destroyed' ? [texts.destroyed] : []),
  ];
  return el(
    'article',
    {},
    el('h3', {}, `${number}. ${title ?? texts.withheld}`),
    listed(lines),
    link === null ? null : el('p', {}, link),
  );
}
