// Two versions of a case type beside each other: what differs, what kind of thing that is, and what of it somebody has to have
// thought about before it is published.
import type { CaseType } from '../definition/case-type.ts';
import { PRIVACY_RULES, type PrivacyGround, type PrivacyRule, type Versions } from './privacy-rules.ts';
import { partOfText, type Shown, type SourceDifference, sourceDifferences } from './source-differences.ts';

/** What a difference is about, for whoever reads many of them. */
export type Concern = 'words' | 'data' | 'people' | 'work' | 'clocks' | 'routing' | 'access' | 'keeping' | 'other';

export interface VersionDifference {
  /** As in findings of the checker: `data.fineAmount.label`. */
  readonly path: string;
  readonly change: SourceDifference['change'];
  readonly before: Shown | undefined;
  readonly after: Shown | undefined;
  readonly concern: Concern;
  /** Why a privacy assessment has to look at it; null where it has not. */
  readonly privacy: PrivacyGround | null;
}

export interface ComparedVersions {
  readonly before: { readonly version: string; readonly hash: string };
  readonly after: { readonly version: string; readonly hash: string };
  readonly differences: readonly VersionDifference[];
}

/** A case type and the text of which it was made. */
export interface VersionToCompare {
  readonly caseType: CaseType;
  readonly source: string;
}

/** @throws where the two are of different names: they are then no versions of one kind of case */
export function compareVersions(before: VersionToCompare, after: VersionToCompare): ComparedVersions {
  if (before.caseType.name !== after.caseType.name)
    throw new Error(
      `${before.caseType.name} and ${after.caseType.name} are two kinds of case and no two versions of one.`,
    );
  const versions = { before: partOfText(before.source), after: partOfText(after.source) };
  const differences = sourceDifferences(before.source, after.source)
    .filter(({ path }) => path[0] !== 'version')
    .map((difference): VersionDifference => {
      const { path, change, before: was, after: is } = difference;
      return {
        path: path.join('.'),
        change,
        before: was,
        after: is,
        concern: concernOf(path),
        privacy: judged(difference, versions),
      };
    });
  return {
    before: { version: before.caseType.version, hash: before.caseType.hash },
    after: { version: after.caseType.version, hash: after.caseType.hash },
    differences,
  };
}

/** The differences that have to be acknowledged before the later version is published. */
export function toAcknowledge({ differences }: ComparedVersions): readonly VersionDifference[] {
  return differences.filter(({ privacy }) => privacy !== null);
}

function judged(difference: SourceDifference, versions: Versions): PrivacyGround | null {
  const rule = ruleFor(difference.path);
  return rule === undefined ? 'unknown-part' : rule.judge(difference, versions);
}

function ruleFor(path: readonly string[]): PrivacyRule | undefined {
  return PRIVACY_RULES.find(({ at }) => fits(at.split('.'), path));
}

/** `*` stands for one name and `**` for any number, none among them. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first !== '**') return path.length > 0 && (first === '*' || first === path[0]) && fits(rest, path.slice(1));
  for (let skipped = 0; skipped <= path.length; skipped += 1) if (fits(rest, path.slice(skipped))) return true;
  return false;
}

const WORDS = new Set(['title', 'label', 'hint', 'statement', 'reason']);
const CONCERN_OF: Readonly<Record<string, Concern>> = {
  ...{ data: 'data', forms: 'data', opening: 'data' },
  ...{ parties: 'people', issues: 'people', goals: 'people', obligations: 'people', roles: 'people' },
  ...{ plan: 'work', closing: 'work', decisions: 'work', clocks: 'clocks', routing: 'routing', team: 'routing' },
  ...{ access: 'access', classification: 'access', purpose: 'keeping', retention: 'keeping', publish: 'keeping' },
  ...{ title: 'words', texts: 'words', reference: 'words' },
};

function concernOf(path: readonly string[]): Concern {
  if (WORDS.has(path.at(-1) ?? '')) return 'words';
  return CONCERN_OF[path[0] ?? ''] ?? 'other';
}
