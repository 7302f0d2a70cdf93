// Turns the timer expression of a model into a timer of the plan: a duration, a point in time, a repeating interval (ISO
// 8601), or an expression that gives one.
import type { TimerDefinition } from '../definition/definition.ts';
import { parseExpression, type Expression } from '../expression/expression.ts';
import { isOccurred } from '../calendar/calendar.ts';
import { ruleExpression } from './compile-rules.ts';
import type { Compiling } from './compiling.ts';
import { problem } from './element.ts';
import type { CmmnDefinition } from './model.ts';

const DURATION = /^P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;
const MOST_TIMES = 1_000_000;

export function compileTimer(compiling: Compiling, definition: CmmnDefinition): TimerDefinition | null {
  const text = definition.timer?.trim() ?? '';
  if (text === '') {
    problem(compiling, definition, { code: 'missing', reason: `The timer “${definition.id}” has no timerExpression.` });
    return null;
  }
  const repeating = /^R(\d*)\/(?:([^/]+)\/)?([^/]+)$/.exec(text);
  if (repeating === null) {
    const due = dueOf(compiling, definition, text);
    return due === null ? null : { due };
  }
  const [, times = '', start, every = ''] = repeating;
  if (!DURATION.test(every) || Number(times) > MOST_TIMES) {
    const reason = `“${text}” is not a repeating interval such as R3/PT1H or R/2024-01-15T09:00:00Z/P1D.`;
    problem(compiling, definition, { code: 'condition', reason });
    return null;
  }
  const due = dueOf(compiling, definition, start ?? every);
  return due === null ? null : { due, every, ...(times === '' ? {} : { times: Number(times) }) };
}

function dueOf(compiling: Compiling, definition: CmmnDefinition, text: string): Expression | null {
  if (DURATION.test(text)) return literal(`duration("${text}")`);
  if (isOccurred(text)) return literal(text.length === 10 ? `date("${text}")` : `date and time("${text}")`);
  return ruleExpression(compiling, { ...definition, condition: text });
}

/** Written here, so it can be read. */
function literal(feel: string): Expression | null {
  const parsed = parseExpression(feel);
  return 'expression' in parsed ? parsed.expression : null;
}
