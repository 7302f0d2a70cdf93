// The file that says what is assumed of work that nobody did in the past: how long it would have taken, and what would have been answered.
import type { CaseType } from '@casewright/engine/definition';
import { validateFields } from '@casewright/engine/form';
import type { Assumptions } from '@casewright/engine/what-if';
import { parse } from 'yaml';
import { UsageError } from './exit-codes.ts';
import { mapOf, textOfFile } from './text-of-file.ts';

/** Days that work takes of which nothing is said. */
export const USUAL_DAYS = 5;

interface Assumed {
  readonly days?: number;
  readonly answers?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * @param file YAML: `days` for all work, and under `tasks` for each its `days` and `answers`; undefined: the usual days and no answers
 * @throws UsageError that names what is wrong with it
 */
export function readAssumptions(file: string | undefined, caseType: CaseType): Assumptions {
  if (file === undefined) return { days: () => USUAL_DAYS, answers: () => ({}) };
  const read = mapOf(parse(textOfFile(file)));
  const tasks = mapOf(read?.['tasks'] ?? {});
  if (read === null || tasks === null || Object.keys(read).some((key) => key !== 'days' && key !== 'tasks'))
    throw new UsageError(`${file} must say days, and under tasks what is assumed of each.`);
  const usual = daysIn(read['days'] ?? USUAL_DAYS, file);
  const assumed = new Map(
    Object.entries(tasks).map(([task, said]) => [task, assumedOf({ file, task, said }, caseType)]),
  );
  return { days: (task) => assumed.get(task)?.days ?? usual, answers: (task) => assumed.get(task)?.answers ?? {} };
}

function assumedOf(
  { file, task, said }: { readonly file: string; readonly task: string; readonly said: unknown },
  caseType: CaseType,
): Assumed {
  const definition = caseType.items.get(task)?.task;
  if (definition === undefined) throw new UsageError(`${file}: the case type has no task ${task}.`);
  const read = mapOf(said);
  const answers = mapOf(read?.['answers'] ?? {});
  if (read === null || answers === null || Object.keys(read).some((key) => key !== 'days' && key !== 'answers'))
    throw new UsageError(
      `${file}: ${task} must say days and answers, such as { days: 3, answers: { checked: true } }.`,
    );
  // Values of YAML that are no values of a field are found by the form, by their field.
  const data = answers as Assumed['answers'] & object;
  const asked = new Set(
    definition.form === undefined ? [] : caseType.forms.get(definition.form)?.fields.map(({ field }) => field),
  );
  const unknown = Object.keys(data).find((field) => !asked.has(field));
  if (unknown !== undefined) throw new UsageError(`${file}: ${task} does not ask for ${unknown}.`);
  const [problem] = validateFields(caseType, null, data);
  if (problem !== undefined) throw new UsageError(`${file}: ${task}, ${problem.field}: ${problem.reason}`);
  return { ...(read['days'] === undefined ? {} : { days: daysIn(read['days'], file) }), answers: data };
}

function daysIn(value: unknown, file: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 3_650) return value;
  throw new UsageError(`${file}: days must be a number from 0 to 3,650.`);
}
