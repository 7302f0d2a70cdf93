// How loudly a legal date speaks.
import type { ClockFace } from '../client/types.ts';
import type { Tone } from './badge.tsx';

const SOON_DAYS = 7;

export function clockTone(clock: ClockFace, daysLeft: number): Tone {
  if (clock.standing === 'overdue' || clock.standing === 'late') return 'bad';
  if (clock.standing === 'met') return 'good';
  if (clock.standing === 'lapsed') return 'neutral';
  return clock.kind === 'deadline' && daysLeft <= SOON_DAYS ? 'warn' : 'info';
}
