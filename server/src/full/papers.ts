// Measures how soon the first page of a long PDF is there, by ranges and with how many bytes of it, and how many pages of text a second are
// read out of papers of each format. Every text is held against what was written into it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOfBuffer, type Bytes } from '../files/bytes.ts';
import { madePdf } from '../papers/made-pdf.ts';
import type { Papers } from '../papers/open-papers.ts';
import { FORMATS, makePaper } from './made-papers.ts';
import { seededChance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface PapersOptions extends SuiteOptions {
  readonly papers: Papers;
  readonly pages: number;
  /** How often each first page is asked for. */
  readonly times: number;
  /** Papers of each format. */
  readonly ofEach: number;
}

const FIRST_PAGE_GOAL_MS = 400;
/** Between two, so that the next process is ready: what is measured is what a person waits for who comes now and then. */
const PAUSE_MS = 1_200;
/** Of a page, as a picture would have. */
const BALLAST = 60_000;

export async function papers(options: PapersOptions): Promise<SuiteResult> {
  const { pages, say } = options;
  const wrong: string[] = [];
  const texts = Array.from({ length: pages }, (_, at) => pageOf(at));
  const heavy = madePdf({ pages: texts, ballast: BALLAST });
  const linear = linearised(options, heavy);
  const firstPage = {
    text: await firstPages(options, madePdf({ pages: texts }), wrong),
    heavy: await firstPages(options, heavy, wrong),
    // Null: this machine has no qpdf to make one.
    linearised: linear === null ? null : await firstPages(options, linear, wrong),
  };
  say('The first pages are measured.');
  const wholeOfLong = await whole(options, { pdf: madePdf({ pages: texts }), texts }, wrong);
  const formats: Record<string, unknown> = {};
  for (const format of Object.keys(FORMATS)) formats[format] = await ofFormat(options, format, wrong);
  return resultOf({ pages, goalMs: FIRST_PAGE_GOAL_MS, firstPage, wholeOfLong, formats }, wrong);
}

function pageOf(at: number): string {
  const lines = Array.from(
    { length: 40 },
    (_, line) => `Line ${line} of page ${at + 1} of the hearing about permit ${at * 40 + line}`,
  );
  return lines.join('\n');
}

interface FirstPage {
  readonly megabytes: number;
  readonly readMegabytes: number;
  readonly ranges: number;
  readonly medianMs: number;
  readonly worstMs: number;
  readonly isReached: boolean;
}

async function firstPages(
  { papers: door, pages, times }: PapersOptions,
  pdf: Buffer,
  wrong: string[],
): Promise<FirstPage> {
  const took: number[] = [];
  let counted = counting(pdf);
  for (let at = 0; at < times; at += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    counted = counting(pdf);
    const started = performance.now();
    const text = await door.textOf(counted.bytes, 'application/pdf', { firstPages: 1 });
    took.push(performance.now() - started);
    if (
      text.kind !== 'text' ||
      text.pageCount !== pages ||
      text.pages[0]?.text.startsWith('Line 0 of page 1 ') !== true
    )
      wrong.push(`The first page of a PDF of ${pages} pages is not the one: ${JSON.stringify(text).slice(0, 200)}`);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const medianMs = Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
  const worstMs = Math.round(sorted.at(-1) ?? 0);
  const sizes = {
    megabytes: megabytes(pdf.length),
    readMegabytes: megabytes(counted.read()),
    ranges: counted.ranges(),
  };
  return { ...sizes, medianMs, worstMs, isReached: medianMs <= FIRST_PAGE_GOAL_MS };
}

function counting(pdf: Buffer): { readonly bytes: Bytes; readonly read: () => number; readonly ranges: () => number } {
  const all = bytesOfBuffer(pdf);
  let [read, ranges] = [0, 0];
  const bytes: Bytes = {
    size: all.size,
    read: (start, length) => {
      read += length;
      ranges += 1;
      return all.read(start, length);
    },
  };
  return { bytes, read: () => read, ranges: () => ranges };
}

interface Rate {
  readonly pages: number;
  readonly seconds: number;
  readonly pagesPerSecond: number;
}

async function whole(
  { papers: door }: PapersOptions,
  { pdf, texts }: { readonly pdf: Buffer; readonly texts: readonly string[] },
  wrong: string[],
): Promise<Rate> {
  const started = performance.now();
  const text = await door.textOf(bytesOfBuffer(pdf), 'application/pdf');
  const read = text.kind === 'text' ? text.pages.map((page) => page.text) : [];
  texts.forEach((page, at) => {
    if (read[at] !== page) wrong.push(`Page ${at + 1} of the long PDF is not what was written.`);
  });
  return rateOf(read.length, started);
}

async function ofFormat({ papers: door, seed, ofEach }: PapersOptions, format: string, wrong: string[]): Promise<Rate> {
  const chance = seededChance(seed);
  const made = Array.from({ length: ofEach }, (_, at) => makePaper(chance, at, format)).filter((each) => each.isSound);
  const started = performance.now();
  const read = await Promise.all(made.map(({ bytes, mediaType }) => door.textOf(bytesOfBuffer(bytes), mediaType)));
  const rate = rateOf(
    read.reduce((sum, text) => sum + (text.kind === 'text' ? text.pages.length : 0), 0),
    started,
  );
  made.forEach(({ word, page }, at) => {
    const text = read[at];
    const pages = text?.kind === 'text' ? text.pages : [];
    const found = pages.findIndex((each) => each.text.includes(word)) + 1;
    if (found === 0 || (page !== null && found !== page))
      wrong.push(`A ${format} has its word on page ${found}, not ${page}.`);
  });
  return rate;
}

function rateOf(pages: number, started: number): Rate {
  const seconds = (performance.now() - started) / 1_000;
  return { pages, seconds: Math.round(seconds * 100) / 100, pagesPerSecond: Math.round(pages / seconds) };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 10_000) / 100;
}

/** In the order in which a browser would want it (ISO 32000, annex F). */
function linearised({ folder }: PapersOptions, pdf: Buffer): Buffer | null {
  mkdirSync(folder, { recursive: true });
  const [from, to] = [join(folder, 'plain.pdf'), join(folder, 'linear.pdf')];
  writeFileSync(from, pdf);
  const made = spawnSync('qpdf', ['--linearize', from, to], { stdio: 'ignore' });
  return made.status === 0 ? readFileSync(to) : null;
}
