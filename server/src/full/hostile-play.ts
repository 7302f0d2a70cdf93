// Plays hostile inputs one after the other against the doors of the engine, and says of each how long it took. Runs in a
// process of its own, since an input may hang or fill the memory; what is told to whom is for the caller.
import { compileCase, readCmmn } from '@casewright/engine/cmmn';
import { checkCaseType } from '@casewright/engine/definition';
import { compileDmn, evaluateDecision, readDmn } from '@casewright/engine/dmn';
import { evaluateExpression, parseExpression } from '@casewright/engine/expression';
import { hostileFeel, pickOf } from './hostile-feel.ts';
import { broken, cmmnBomb, dmnBomb, dmnDecision, dmnModel, dmnSeed, randomBytes } from './hostile-models.ts';
import { yamlBomb } from './hostile-yaml.ts';
import { seededChance } from './seeded-chance.ts';

export type Door = 'cmmn' | 'dmn' | 'expression' | 'feel' | 'yaml';

export interface HostileInput {
  readonly door: Door;
  readonly kind: string;
  readonly text: string;
}

/** Our own sound texts that are broken at random. */
export interface HostileSeeds {
  readonly cmmn: readonly string[];
  readonly yaml: readonly string[];
}

/** Each door takes a text and says whether it took it or refused it with problems; it must not throw. */
export type Doors = Readonly<Record<Door, (text: string) => 'taken' | 'refused'>>;

export interface Tried {
  readonly outcome: 'taken' | 'refused' | 'threw';
  readonly ms: number;
  /** What was thrown. */
  readonly reason?: string;
}

/** The input of that number: the same for the same seed and sound texts, whatever was tried before. */
export function hostileInput(seed: number, index: number, seeds: HostileSeeds): HostileInput {
  const chance = seededChance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const roll = chance.between(1, 100);
  const door: Door =
    roll <= 28 ? 'cmmn' : roll <= 52 ? 'dmn' : roll <= 71 ? 'expression' : roll <= 90 ? 'feel' : 'yaml';
  if (chance.percent(4)) return { door, kind: 'random bytes', text: randomBytes(chance, 400) };
  switch (door) {
    case 'cmmn':
      return { door, ...(chance.percent(8) ? cmmnBomb(chance) : broken(chance, pickOf(chance, seeds.cmmn))) };
    case 'dmn':
      return { door, ...(chance.percent(10) ? dmnBomb(chance) : broken(chance, dmnSeed(chance))) };
    case 'yaml': {
      const sound = pickOf(chance, seeds.yaml);
      return { door, ...(chance.percent(30) ? yamlBomb(chance, sound) : broken(chance, sound)) };
    }
    case 'expression':
    case 'feel':
      return { door, ...hostileFeel(chance) };
  }
}

/**
 * Brings an input to its door. The time is the smaller of what passed and what the processor worked, so that neither a
 * busy machine nor the collector's own threads are held against the engine.
 */
export function tryInput({ door, text }: HostileInput, doors: Doors = ENGINE_DOORS): Tried {
  const started = performance.now();
  const worked = process.cpuUsage();
  const time = (): number => {
    const { user, system } = process.cpuUsage(worked);
    return Math.min(performance.now() - started, (user + system) / 1000);
  };
  try {
    const outcome = doors[door](text);
    return { outcome, ms: time() };
  } catch (thrown) {
    return { outcome: 'threw', ms: time(), reason: String(thrown).slice(0, 300) };
  }
}

const SCOPE = { amount: { decimal: '36.00' }, kind: 'business', on: { date: '2026-03-02' } };

export const ENGINE_DOORS: Doors = {
  cmmn(text) {
    const read = readCmmn(text);
    if ('problems' in read) return told(read.problems);
    for (const { id } of read.model.cases) {
      const compiled = compileCase(read.model, id, { hash: 'x' });
      if ('problems' in compiled) return told(compiled.problems);
    }
    return 'taken';
  },
  dmn(text) {
    const read = readDmn(text, imported);
    if ('problems' in read) return told(read.problems);
    const compiled = compileDmn(read.model);
    let problems = compiled.problems.length;
    for (const { name } of read.model.decisions.slice(0, 3)) {
      problems += evaluateDecision(compiled, { decision: name, inputs: SCOPE }).problems.length;
    }
    return problems === 0 ? 'taken' : 'refused';
  },
  expression(text) {
    const parsed = parseExpression(text);
    if ('problems' in parsed) return told(parsed.problems);
    return evaluateExpression(parsed.expression, SCOPE).problems.length === 0 ? 'taken' : 'refused';
  },
  // All of FEEL is open to literal expressions of decisions only.
  feel(text) {
    return ENGINE_DOORS.dmn(dmnModel(dmnDecision('d', text)));
  },
  yaml(text) {
    const checked = checkCaseType(text, 'x');
    return 'problems' in checked ? told(checked.problems) : 'taken';
  },
};

/** A refusal must say something. */
function told(problems: readonly { readonly reason?: string; readonly message?: string }[]): 'refused' {
  if (problems.length === 0) throw new Error('It was refused without a word.');
  return 'refused';
}

/** Models that import one another in a circle, or others without end. */
function imported(namespace: string): string | null {
  const importing = (own: string, others: readonly string[]): string =>
    `<definitions name="x" namespace="${own}">${others.map((other) => `<import name="i" namespace="${other}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`).join('')}</definitions>`;
  if (namespace === 'urn:circle') return importing(namespace, ['urn:a']);
  const [, depth] = /^urn:endless:(\d{1,6})$/.exec(namespace) ?? [];
  if (depth === undefined) return null;
  return importing(
    namespace,
    [Number(depth) + 1, Number(depth) + 2].map((next) => `urn:endless:${next}`),
  );
}
