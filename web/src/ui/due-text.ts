// A due date in words and the tone that goes with it.
import { firstTexts } from '#texts/first';
import type { Tone } from './badge.tsx';
import { daysBetween, today } from './dates.ts';

export interface DueText {
  readonly text: string;
  readonly tone: Tone;
}

/** How soon something is due, counted from today on this computer's calendar. */
export function dueText(dueOn: string, now: string = today()): DueText {
  const days = daysBetween(now, dueOn);
  if (days < 0) return { text: firstTexts.due.overdue(-days), tone: 'bad' };
  if (days === 0) return { text: firstTexts.due.today, tone: 'warn' };
  if (days === 1) return { text: firstTexts.due.tomorrow, tone: 'warn' };
  return { text: firstTexts.due.inDays(days), tone: days <= 5 ? 'warn' : 'neutral' };
}
