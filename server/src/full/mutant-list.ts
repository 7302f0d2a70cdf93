// Faults that are put into a copy of the plan engine, one at a time. Each is a mistake that somebody could make; a proof
// that does not notice one of them would not notice that mistake either.

export interface Mutant {
  readonly name: string;
  /** Below `engine/src`. */
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly put: string;
}

export const MUTANTS: readonly Mutant[] = [
  mutant(
    'a disabled item starts',
    'plan/lifecycle.ts',
    "manualStart: from(['enabled'], 'active')",
    "manualStart: from(['enabled', 'disabled'], 'active')",
  ),
  mutant(
    'an exit spares what is suspended',
    'plan/lifecycle.ts',
    "exit: from(['available', 'enabled', 'disabled', 'active', 'suspended', 'failed'], 'terminated')",
    "exit: from(['available', 'enabled', 'disabled', 'active', 'failed'], 'terminated')",
  ),
  mutant(
    'a failed task completes',
    'plan/lifecycle.ts',
    "complete: from(['active'], 'completed'),\n  terminate: from(['active'], 'terminated'),\n  exit",
    "complete: from(['active', 'failed'], 'completed'),\n  terminate: from(['active'], 'terminated'),\n  exit",
  ),
  mutant(
    'a suspended case is terminated',
    'plan/lifecycle.ts',
    "terminate: from(['active'], 'terminated'),\n  suspend: from(['active'], 'suspended'),\n  fault: from(['active'], 'failed'),\n  reactivate: from(['completed'",
    "terminate: from(['active', 'suspended'], 'terminated'),\n  suspend: from(['active'], 'suspended'),\n  fault: from(['active'], 'failed'),\n  reactivate: from(['completed'",
  ),
  mutant(
    'resuming forgets the state that was left',
    'plan/draft.ts',
    "const to = next === 'history' ? left?.state : next;",
    "const to = next === 'history' ? ('active' as const) : next;",
  ),
  mutant(
    'a timer outlives its item',
    'plan/draft.ts',
    'if (isEnded(to) && timerIn(draft, instance) !== undefined) setTimer(draft, instance.id, null);',
    '',
  ),
  mutant(
    'a resumed timer is not set again',
    'plan/draft.ts',
    'if (left?.timer !== undefined && !isEnded(to)) setTimer(draft, instance.id, left.timer);',
    '',
  ),
  mutant(
    'a suspended timer goes on',
    'plan/draft.ts',
    'if (timer !== undefined) setTimer(draft, instance.id, null);',
    '',
  ),
  mutant('deleting a value is an update', 'plan/draft.ts', "value === null ? 'delete' : 'update'", "'update'"),
  mutant(
    'a suspended item does not remember that its stage did it',
    'plan/suspension.ts',
    'suspendInstance(draft, child, { on, parent: true });',
    'suspendInstance(draft, child, { on, parent: false });',
  ),
  mutant(
    'only direct children are suspended',
    'plan/suspension.ts',
    "if (kind === 'stage') suspendChildren(draft, child);",
    '',
  ),
  mutant(
    'everything resumes with its stage',
    'plan/suspension.ts',
    'if (leftIn(draft, child)?.parent !== true) continue;',
    'if (leftIn(draft, child) === undefined) continue;',
  ),
  mutant(
    'a replaced value is not heard',
    'plan/sentries.ts',
    "if (change === 'update') markField(draft, field, 'replace');",
    '',
  ),
  mutant(
    'adding a child is not heard',
    'plan/sentries.ts',
    "if (within !== undefined && change === 'create')",
    "if (within !== undefined && change === 'update')",
  ),
  mutant(
    'conditions are not asked again when data changes',
    'plan/sentries.ts',
    'askAgain(draft, { watch, stage });\n  }\n}',
    ';\n  }\n}',
  ),
  mutant('an on-part is forgotten while the condition fails', 'plan/sentries.ts', 'keepAll(draft, next);', ''),
  mutant('memory outlives a firing', 'plan/sentries.ts', 'remember(draft, keyOf(next), []);', ''),
  mutant(
    'one on-part of several is enough',
    'plan/sentries.ts',
    'if (parts.length === all) makeReady(draft, at);',
    'makeReady(draft, at);',
  ),
  mutant(
    'an on-part by one exit takes every exit',
    'plan/sentries.ts',
    'if (by !== undefined && by !== happening.by) continue;',
    '',
  ),
  mutant('the condition is not asked', 'plan/sentries.ts', '|| !conditionHolds(draft, watch.criterion)', ''),
  mutant(
    'exits that spare some take all',
    'plan/sentries.ts',
    "if (criterion.only === 'active' && state !== 'active') continue;",
    '',
  ),
  mutant(
    'an exit that completes terminates',
    'plan/sentries.ts',
    "criterion.as === 'complete' && state === 'active'",
    "criterion.as === 'complete' && state === 'failed'",
  ),
  mutant(
    'what waits fires while suspended',
    'plan/sentries.ts',
    "if (stateIn(draft, stage) !== 'active') return true;",
    '',
  ),
  mutant(
    'nothing is asked on resuming',
    'plan/sentries.ts',
    "if (transition === 'resume' || transition === 'parentResume') revive(draft, instance);",
    '',
  ),
  mutant('entries go before exits', 'plan/plan-index.ts', '[...exits, ...entries]', '[...entries, ...exits]'),
  mutant(
    'a repeated item repeats once',
    'plan/sentries.ts',
    "if (again && stateIn(draft, stage) === 'active')",
    'if (false)',
  ),
  mutant(
    'children outlive their stage',
    'plan/stages.ts',
    "if (kind === 'case' || kind === 'stage') endChildren(draft, instance);",
    '',
  ),
  mutant(
    'discretionary items are created with their stage',
    'plan/stages.ts',
    'if (child.item.discretionary === undefined) createInstance(draft, stage, child);',
    'createInstance(draft, stage, child);',
  ),
  mutant('the manual rule is not asked', 'plan/stages.ts', 'if (isManual(draft, instance))', 'if (false)'),
  mutant(
    'a termination by hand is not repeated',
    'plan/stages.ts',
    "transition(draft, instance, 'terminate');\n  if (node.item.entry.length === 0 && node.repeatable) repeat(draft, instance);",
    "transition(draft, instance, 'terminate');",
  ),
  mutant('a task that does not block waits', 'plan/stages.ts', '|| item.task?.blocking === false', ''),
  mutant(
    'a decision without answer completes',
    'plan/stages.ts',
    "if (outcome === null || 'problem' in outcome) return false;",
    "if (outcome === null || 'problem' in outcome) return true;",
  ),
  mutant(
    'a repeating timer occurs once more',
    'plan/timers.ts',
    'repetition < timer.times',
    'repetition <= timer.times',
  ),
  mutant(
    'a required item does not block',
    'plan/completion.ts',
    "return state === 'active' || isRequired(draft, child);",
    "return state === 'active';",
  ),
  mutant(
    'discretionary items do not keep a stage open',
    'plan/completion.ts',
    'return node.item.autoComplete ||',
    'return true ||',
  ),
  mutant(
    'a hint is believed',
    'plan/completion.ts',
    'if (hint !== undefined && blocks(draft, hint, lenient)) return hint;',
    'if (hint !== undefined) return hint;',
  ),
  mutant(
    'applicability is not asked',
    'plan/planning.ts',
    'item.discretionary?.when.every((rule) => evaluate(draft, rule, null) === true) === true',
    'true',
  ),
  mutant('planning needs no active task', 'plan/planning.ts', "stateIn(draft, other) === 'active'", 'true'),
  mutant('roles are not compared', 'case/move-commands.ts', '!allowed.some((role) => roles.includes(role))', 'false'),
  mutant(
    'a stage completes by hand with work in it',
    'case/move-commands.ts',
    "const blockedBy = kind === 'task' ? null : handBlockerOf(draft, instance);",
    'const blockedBy: string | null = null;',
  ),
  mutant(
    'a case opened again has nothing to do',
    'case/decide.ts',
    "if (fact.type === 'CaseReopened' && !hasMoreThanItsEnd(draft))",
    'if (false)',
  ),
  mutant('nobody is told of a case without work', 'case/decide.ts', 'if (now !== before)', 'if (false)'),
  mutant(
    'suspended work loses its dates',
    'case/evolve.ts',
    "return change.to === 'active' ? kept?.task : undefined;",
    'return undefined;',
  ),
  mutant(
    'a case opened again stays closed',
    'case/evolve.ts',
    "next.status = 'open';\n  delete next.closed;",
    'delete next.closed;',
  ),
  mutant(
    'versions share what they should copy',
    'plan/ledger.ts',
    'const shelf = (spine[at] ?? EMPTY_SHELF).slice();',
    'const shelf = (spine[at] ?? EMPTY_SHELF.slice()) as (Entry | null)[];',
  ),
  mutant('versions share what one of them changed', 'plan/ledger.ts', 'copyOf(editor, before);', 'before;'),
  mutant('work does not end with its item', 'plan/draft.ts', '    entry.task = null;\n    return', '    return'),
  mutant(
    'a repetition is the first one again',
    'plan/stages.ts',
    'countIn(draft, stage, node) + 1',
    'Math.max(1, countIn(draft, stage, node))',
  ),
];

function mutant(name: string, file: string, ...[find, put]: readonly [string, string]): Mutant {
  return { name, file, find, put };
}
