// Runs the two measured commands once through the real command path and makes templates of what they wrote.
import { COMPLETION, type BenchWorld, type OpenedCase } from './bench-world.ts';
import { writesOf } from './record-statements.ts';
import { makeTemplate, templateBytes, type TemplateStatement } from './row-template.ts';

export interface CommandTemplates {
  readonly open: readonly TemplateStatement[];
  readonly complete: readonly TemplateStatement[];
  /** A case that was opened and not yet worked on, to make others like it. */
  readonly example: OpenedCase;
  /** The cases whose commands were recorded. */
  readonly recorded: { readonly open: OpenedCase; readonly complete: OpenedCase };
  /** What one command writes, for the report. */
  readonly sizes: { readonly open: CommandSize; readonly complete: CommandSize };
}

export interface CommandSize {
  readonly statements: number;
  readonly bytes: number;
}

/** @param firstNumber of four cases that are opened for this */
export async function recordCommands(
  world: Pick<BenchWorld, 'recorder' | 'openCase' | 'completeTask' | 'receiptKey'>,
  firstNumber: number,
): Promise<CommandTemplates> {
  // What a process does once, such as taking a block of numbers, is done before the recording.
  const example = await world.openCase(firstNumber);
  await world.completeTask(await world.openCase(firstNumber + 1), firstNumber + 1);
  const opening = firstNumber + 2;
  let opened = example;
  const sentToOpen = await world.recorder.record(async () => {
    opened = await world.openCase(opening);
  });
  const completing = firstNumber + 3;
  const toComplete = await world.openCase(completing);
  const sentToComplete = await world.recorder.record(() => world.completeTask(toComplete, completing));
  const open = makeTemplate({
    writes: writesOf(sentToOpen),
    caseId: opened.caseId,
    unique: [opened.reference, world.receiptKey(`open-${opening}`, opening)],
  });
  const complete = makeTemplate({
    writes: writesOf(sentToComplete),
    caseId: toComplete.caseId,
    unique: [world.receiptKey(`complete-${toComplete.caseId}`, completing)],
  });
  requireRows(open, 'OpenCase');
  requireRows(complete, `CompleteTask ${COMPLETION.task}`);
  return {
    open,
    complete,
    example,
    recorded: { open: opened, complete: toComplete },
    sizes: { open: sizeOf(open), complete: sizeOf(complete) },
  };
}

/** A template without an event or without a unique receipt would compare with something else than a command. */
function requireRows(template: readonly TemplateStatement[], command: string): void {
  const writes = (table: string): boolean =>
    template.some(({ text }) => new RegExp(`\\b(into|update)\\s+${table}\\b`).test(text));
  const missing = ['event', 'case_head', 'outbox', 'receipt'].filter((table) => !writes(table));
  if (missing.length > 0) throw new Error(`The recording of ${command} holds no write to ${missing.join(', ')}.`);
  const receipt = template.find(({ text }) => /\binto\s+receipt\b/.test(text));
  if (receipt?.values.some(({ is }) => is === 'unique') !== true)
    throw new Error(`The key of ${command}'s receipt was not recognised.`);
}

function sizeOf(template: readonly TemplateStatement[]): CommandSize {
  return { statements: template.length, bytes: templateBytes(template) };
}
