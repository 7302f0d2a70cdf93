// The gate: whether a file may be kept, told by its content and not by its name, before anybody can open it. Nothing is
// changed, nothing is kept, and no file is ever taken as clean because it could not be looked at.
import type { Bytes } from '../files/bytes.ts';
import { openBudget, type Budget, type GateLimits } from './budget.ts';
import { fitEnding, makeSafeName, refuseProgramName } from './file-name.ts';
import type { Inspection } from './inspection.ts';
import { judgeCompound } from './judge-compound.ts';
import { judgeJpeg } from './judge-jpeg.ts';
import { judgeBoxes, judgeEbml, judgeMp3, judgeOgg, judgeRiff } from './judge-media.ts';
import { judgePdf } from './judge-pdf.ts';
import { judgeBmp, judgeGif, judgePng } from './judge-picture.ts';
import { judgeRtf } from './judge-rtf.ts';
import { judgeText } from './judge-text.ts';
import { judgeTiff } from './judge-tiff.ts';
import { judgeZip } from './judge-zip.ts';
import { kindOf, type Kind } from './kinds.ts';
import { Refused, refuse, REFUSALS, type RefusalCode, type WarningCode } from './refusals.ts';
import type { Scanner } from './scanner.ts';
import { sniff, type Start } from './sniff.ts';
import { endsAsZip } from './zip-directory.ts';

export interface JudgeOptions {
  /** As whoever sent it called it; any text. */
  readonly name: string;
  readonly limits: GateLimits;
  /** Null where none is configured: then a file that passes is `unscanned`. */
  readonly scanner: Scanner | null;
  readonly signal?: AbortSignal;
}

export type Verdict =
  | {
      readonly verdict: 'clean' | 'unscanned';
      readonly mediaType: string;
      /** The program and its signatures that looked, as it calls itself; null where none did. */
      readonly scanner: string | null;
      readonly warnings: readonly WarningCode[];
      /** The name made safe, with an ending that fits the content. */
      readonly name: string;
    }
  | {
      readonly verdict: 'refused';
      readonly code: RefusalCode;
      readonly reason: string;
      /** Seconds after which the same file may be tried again; null where that is of no use. */
      readonly retryAfterS: number | null;
    };

/**
 * @param bytes the file, read in ranges; it may not change meanwhile
 * @returns the verdict; a refusal has a stable code and a sentence that says what to do
 * @throws what reading throws, and the reason of `signal` when it is aborted
 */
export async function judgeFile(bytes: Bytes, options: JudgeOptions): Promise<Verdict> {
  const budget = openBudget(options.limits, bytes.size, options.signal);
  const read: Bytes['read'] = (start, length) => budget.aside(bytes.read(start, length));
  try {
    const { kind, name } = await judgeNamed({ size: bytes.size, read }, { name: options.name, budget, depth: 0 });
    const scan = options.scanner === null ? null : await options.scanner.scan(bytes, options.signal);
    if (scan?.outcome === 'found') refuse('malware');
    if (scan?.outcome === 'too-large') refuse('scanner-limit');
    if (scan?.outcome === 'unavailable') throw new Refused('scanner-unavailable', scan.retryAfterS);
    const { mediaType } = kindOf(kind);
    const warnings = [...budget.warnings];
    return scan === null
      ? { verdict: 'unscanned', mediaType, scanner: null, warnings, name }
      : { verdict: 'clean', mediaType, scanner: scan.scanner, warnings, name };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, retryAfterS } = error;
    return { verdict: 'refused', code, reason: REFUSALS[code], retryAfterS };
  }
}

interface Named {
  readonly name: string;
  readonly budget: Budget;
  readonly depth: number;
}

/** Judges a file and, by the same steps, the files in it. */
async function judgeNamed(
  bytes: Bytes,
  { name, budget, depth }: Named,
): Promise<{ readonly kind: Kind; readonly name: string }> {
  await budget.breathe();
  if (bytes.size === 0) refuse('empty');
  if (bytes.size > budget.limits.fileBytes) refuse('too-large');
  if (depth > 0) budget.member();
  const safe = makeSafeName(name);
  refuseProgramName(safe.name);
  await refuseTestVirus(bytes);
  const judgeInner = async (inner: Bytes, called: string): Promise<Kind> =>
    (await judgeNamed(inner, { name: called, budget, depth: depth + 1 })).kind;
  const inspection: Inspection = { bytes, budget, depth, judgeInner };
  const start = await sniff(bytes);
  if (start !== 'zip' && (await endsAsZip(bytes))) refuse('two-in-one');
  const kind = await JUDGES[start](inspection, safe.name);
  const fitted = fitEnding(safe.name, kind);
  if (depth === 0) warnOf(budget, { kind, changed: safe.changed, exchanged: fitted.changed });
  return { kind, name: fitted.name };
}

interface Changes {
  readonly kind: Kind;
  readonly changed: boolean;
  readonly exchanged: boolean;
}

function warnOf(budget: Budget, { kind, changed, exchanged }: Changes): void {
  if (changed) budget.warnings.add('name-changed');
  if (exchanged) budget.warnings.add('ending-changed');
  if (['markup', 'archive'].includes(kindOf(kind).family)) budget.warnings.add('only-downloaded');
}

const JUDGES: Readonly<Record<Start, (inspection: Inspection, name: string) => Promise<Kind>>> = {
  pdf: judgePdf,
  jpeg: judgeJpeg,
  png: judgePng,
  gif: judgeGif,
  bmp: judgeBmp,
  tiff: judgeTiff,
  riff: judgeRiff,
  boxes: judgeBoxes,
  ogg: judgeOgg,
  ebml: judgeEbml,
  mp3: judgeMp3,
  zip: judgeZip,
  compound: judgeCompound,
  rtf: judgeRtf,
  text: judgeText,
};

/** The file by which anybody tries out whether scanning works (eicar.org); refused with no scanner as well. In two parts, so that this source is none. */
const TEST_VIRUS = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
);

async function refuseTestVirus(bytes: Bytes): Promise<void> {
  if ((await bytes.read(0, TEST_VIRUS.length)).equals(TEST_VIRUS)) refuse('malware');
}
