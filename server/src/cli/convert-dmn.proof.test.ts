// Models of the kit as case types: which convert, and that a case of each decides what the kit expects of the model.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decide, evolve, type FieldValue } from '@casewright/engine/case';
import { checkCaseType, sourceOfDmn, type CaseType, type DecisionsOfDmn } from '@casewright/engine/definition';
import { compileDmn, readDmn, readKitFile, runKitCase, type DmnModel, type KitCase } from '@casewright/engine/dmn';
import { fromFeel } from '@casewright/engine/expression';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';

const shared = process.env['CASEWRIGHT_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const kit = join(shared, 'dmn-tck');

interface Converted {
  readonly caseType: CaseType;
  readonly named: Extract<DecisionsOfDmn, { readonly named: unknown }>['named'];
}

/** As the command line does, text and checker included; else the reasons. */
function convert(model: DmnModel): Converted | readonly string[] {
  const converted = sourceOfDmn(model);
  if ('problems' in converted) return converted.problems.map(({ path, reason }) => `${path}: ${reason}`);
  const checked = checkCaseType(stringify(converted.source, { lineWidth: 0 }), '');
  if ('problems' in checked) return checked.problems.map(({ path, reason }) => `${path}: ${reason}`);
  return { caseType: checked.caseType, named: converted.named };
}

function recorded(value: Parameters<typeof fromFeel>[0]): FieldValue | undefined {
  const plain = fromFeel(value);
  if ('problem' in plain) return undefined;
  const { value: is } = plain;
  if (is === null || typeof is !== 'object') return is;
  if ('decimal' in is) return Number(is.decimal);
  return 'date' in is ? is.date : undefined;
}

type Data = Readonly<Record<string, FieldValue>>;

/** The data of a case that was opened with these inputs and whose decisions are done; a text says why there is none. */
function play(
  { caseType, named }: Converted,
  inputs: KitCase['inputs'],
  known: Map<string, Data | string>,
): Data | string {
  const data: Record<string, FieldValue> = {};
  for (const [name, value] of inputs) {
    const field = named.inputs.get(name);
    const is = recorded(value);
    if (field !== undefined && is !== undefined) data[field] = is;
  }
  const key = JSON.stringify(data);
  let after = known.get(key);
  if (after === undefined) {
    const command = { type: 'OpenCase', reference: 'X', subjects: {}, data } as const;
    const decision = decide(caseType, null, command, { occurred: '2026-01-15', actor: 'kit' });
    after = 'rejection' in decision ? JSON.stringify(decision.rejection) : evolve(null, decision.event).data;
    known.set(key, after);
  }
  return after;
}

interface Tally {
  played: number;
  /** Answers that no field can hold: dates with years of more than four digits. */
  beyond: number;
  readonly differences: string[];
}

/** Where the case wrote something else than the kit expects. */
function compare(
  { named }: Converted,
  after: Data,
  { one, tally }: { readonly one: KitCase; readonly tally: Tally },
): readonly string[] {
  const differences: string[] = [];
  for (const { name, expected } of one.results) {
    for (const { output, field } of named.decisions.get(name) ?? []) {
      const wanted = recorded(expected instanceof Map ? (expected.get(output ?? '') ?? null) : expected);
      const got = after[field] ?? null;
      const near = typeof wanted === 'number' && typeof got === 'number' && Math.abs(wanted - got) <= 1e-8;
      if (wanted === undefined) tally.beyond += 1;
      else if (!near && wanted !== got) differences.push(`${name}: ${JSON.stringify([wanted, got])}`);
    }
  }
  return differences;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .map((name) => join(folder, name))
    .toSorted();
}

describe.skipIf(!existsSync(kit))('models of the kit as case types (skipped where it is not there)', () => {
  test('convert and decide the same, or are refused with a place and a reason', () => {
    const refused = new Map<string, readonly string[]>();
    const converted = new Set<string>();
    const tally: Tally = { played: 0, beyond: 0, differences: [] };
    for (const file of filesBelow(kit)) {
      const cases = readKitFile(readFileSync(file, 'utf8'));
      if (typeof cases === 'string') continue;
      const path = join(dirname(file), cases.modelName);
      const read = existsSync(path) ? readDmn(readFileSync(path, 'utf8')) : { problems: [] };
      if ('problems' in read) continue;
      const as = convert(read.model);
      if (!('caseType' in as)) {
        refused.set(path, as);
        continue;
      }
      converted.add(path);
      const model = compileDmn(read.model);
      const known = new Map<string, Data | string>();
      for (const one of cases.cases) {
        if (one.invocable !== null) continue;
        const after = play(as, one.inputs, known);
        const differences = typeof after === 'string' ? [after] : compare(as, after, { one, tally });
        // What the model itself does not answer as the kit expects is no difference of the case type.
        if (differences.length > 0 && runKitCase(model, one).failure !== null) continue;
        tally.played += 1;
        tally.differences.push(...differences.map((difference) => `${one.id}: ${difference}`));
      }
    }
    process.stdout.write(
      `${converted.size} models converted, ${refused.size} refused, ${tally.played} cases played.\n`,
    );
    expect(tally).toMatchObject({ differences: [], beyond: 4 });
    expect([...refused.values()].filter((reasons) => reasons.length === 0)).toEqual([]);
    expect(converted.size).toBeGreaterThanOrEqual(30);
    expect(tally.played).toBeGreaterThanOrEqual(350);
    expect(converted.size + refused.size).toBeGreaterThanOrEqual(100);
  });
});
