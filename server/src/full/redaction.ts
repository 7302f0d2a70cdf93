// A thousand made documents with secrets in them are redacted, and every extractor at hand looks for what should be gone
// and for what should be left. Where a box is only painted over, the same extractors must find the secrets: else they are blind.
import { redactFile, isRefusal, type RedactionBox } from '../redaction/redact-file.ts';
import { suggestBoxes } from '../redaction/suggest-boxes.ts';
import { bytesOfBuffer } from '../files/bytes.ts';
import { extract, installed, type Program } from './extractors.ts';
import { madeDocument, type MadeDocument } from './made-documents.ts';
import { REASONS } from './made-sheet.ts';
import { keepState, resultOf, stateFile, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface RedactionOptions extends SuiteOptions {
  readonly documents: number;
  /** Every so many-th document is read by its pixels too, and its original is held against the extractors. */
  readonly every: number;
  /** Left out in a test, where starting each of them takes the most time. */
  readonly programs?: ReadonlySet<Program>;
}

interface State {
  readonly seed: number;
  readonly done: number;
  readonly secrets: number;
  readonly recovered: number;
  readonly kept: number;
  readonly lost: number;
  readonly boxes: number;
  readonly proposed: number;
  readonly pixelsRead: number;
  readonly bytes: number;
  /** Secrets of originals that extractors were asked for, and those that at least one recovered. */
  readonly control: number;
  readonly controlRecovered: number;
  /** By extractor, how many secrets of originals it recovered: what never finds any proves nothing. */
  readonly controlBy: Readonly<Record<string, number>>;
  readonly features: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly failures: readonly string[];
}

const MOST_FAILURES = 50;

export async function redaction(options: RedactionOptions): Promise<SuiteResult> {
  const { seed, documents, say } = options;
  const programs = options.programs ?? installed();
  const state = keepState<State>(stateFile(options), {
    ...{ seed, done: 0, secrets: 0, recovered: 0, kept: 0, lost: 0, boxes: 0, proposed: 0, pixelsRead: 0, bytes: 0 },
    ...{ control: 0, controlRecovered: 0, controlBy: {}, features: {}, slowestMs: 0, failures: [] },
  });
  while (state.value.done < documents && state.value.failures.length < MOST_FAILURES) {
    const made = await madeDocument(seed, state.value.done);
    const isSample = state.value.done % options.every === 0;
    state.change(await after(state.value, made, { programs, isSample }));
    if (state.value.done % 25 === 0)
      say(
        `${state.value.done} of ${documents} documents; ${state.value.recovered} of ${state.value.secrets} secrets recovered.`,
      );
  }
  const { failures, ...counted } = state.value;
  const blind = counted.control > 0 && counted.controlRecovered < counted.control * 0.97;
  const sentence = `Of ${counted.control} secrets in originals only ${counted.controlRecovered} were recovered: the extractors are blind.`;
  const { seed: _, done, ...counts } = counted;
  const extractors = ['every byte', 'pdf.js', ...programs].join(', ');
  return resultOf({ documents: done, ...counts, extractors }, blind ? [...failures, sentence] : failures);
}

interface Looking {
  readonly programs: ReadonlySet<Program>;
  readonly isSample: boolean;
}

async function after(state: State, made: MadeDocument, looking: Looking): Promise<State> {
  const failures: string[] = [];
  const fail = (sentence: string): void => void failures.push(`Document ${made.index} (${made.maker}): ${sentence}`);
  const { boxes, proposed } = await boxesOf(made, fail);
  const begun = performance.now();
  const redacted = await redactMade(made, boxes);
  const ms = Math.round(performance.now() - begun);
  let [recovered, lost, size] = [0, 0, 0];
  if (typeof redacted === 'string') fail(`it was refused: ${redacted}`);
  else {
    size = redacted.length;
    const texts = await extract(redacted, made.mediaType, { ...looking, readsPixels: looking.isSample });
    for (const secret of made.secrets) {
      const by = [...texts].filter(([, text]) => text.includes(secret)).map(([name]) => name);
      if (by.length > 0) recovered += 1;
      if (by.length > 0) fail(`"${secret}" was recovered by ${by.join(', ')}; it has ${made.features.join('; ')}.`);
    }
    for (const keep of made.keeps) {
      if (texts.get('pdf.js')?.includes(keep) === true) continue;
      lost += 1;
      fail(`"${keep}" was to stay and is gone; it has ${made.features.join('; ')}.`);
    }
  }
  const features = { ...state.features };
  for (const feature of made.features) features[feature] = (features[feature] ?? 0) + 1;
  return {
    ...state,
    ...(looking.isSample ? await control(state, made, looking) : {}),
    ...{ done: state.done + 1, secrets: state.secrets + made.secrets.length, recovered: state.recovered + recovered },
    ...{ kept: state.kept + made.keeps.length - lost, lost: state.lost + lost, boxes: state.boxes + boxes.length },
    ...{ proposed: state.proposed + proposed, bytes: state.bytes + size, features },
    pixelsRead: state.pixelsRead + (looking.isSample && looking.programs.has('tesseract') ? 1 : 0),
    slowestMs: Math.max(state.slowestMs, ms),
    failures: [...state.failures, ...failures].slice(0, MOST_FAILURES),
  };
}

/** Where they are proposed, each word that is to be found must have been. */
async function boxesOf(
  made: MadeDocument,
  fail: (sentence: string) => void,
): Promise<{ readonly boxes: readonly RedactionBox[]; readonly proposed: number }> {
  if (made.found.length === 0) return { boxes: made.boxes, proposed: 0 };
  const found = await suggestBoxes(bytesOfBuffer(made.bytes), { phrases: made.found, patterns: [], names: [] });
  if ('code' in found) {
    fail(`no boxes were proposed: ${found.code}.`);
    return { boxes: made.boxes, proposed: 0 };
  }
  for (const word of made.found)
    if (!found.boxes.some(({ because }) => because === word)) fail(`"${word}" was not found to be proposed.`);
  const boxes = found.boxes.map(({ page, x, y, width, height }) => ({ page, x, y, width, height, reason: 's 47F' }));
  return { boxes, proposed: boxes.length };
}

/** @returns the new file, or why there is none */
async function redactMade(made: MadeDocument, boxes: readonly RedactionBox[]): Promise<Buffer | string> {
  const answer = await redactFile(
    bytesOfBuffer(made.bytes),
    { mediaType: made.mediaType, boxes },
    {
      ...{ reasons: REASONS, title: 'Redacted document', language: 'en-AU', dpi: 120 },
      ...{ keepRecognised: made.keepsRecognised, fractions: made.mediaType !== 'application/pdf' },
    },
  );
  if (isRefusal(answer)) return answer.code;
  const pieces: Buffer[] = [];
  for await (const piece of answer.bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What redaction by painting over leaves is the whole original; so that is what the extractors are asked for. */
async function control(state: State, made: MadeDocument, { programs }: Looking): Promise<Partial<State>> {
  const texts = await extract(made.bytes, made.mediaType, { programs, readsPixels: made.inPixels.length > 0 });
  const sees = programs.has('tesseract');
  const asked = made.secrets.filter((secret) => sees || !made.inPixels.includes(secret) || made.maker === 'scan');
  const by = { ...state.controlBy };
  let recovered = 0;
  for (const secret of asked) {
    const finders = [...texts].filter(([, text]) => text.includes(secret));
    if (finders.length > 0) recovered += 1;
    for (const [name] of finders) by[name] = (by[name] ?? 0) + 1;
  }
  return { control: state.control + asked.length, controlRecovered: state.controlRecovered + recovered, controlBy: by };
}
