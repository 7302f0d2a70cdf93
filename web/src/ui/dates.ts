// Dates and instants as people read them. A day-only fact stays a day: no time is ever made up for it.
import { LOCALE } from './locale.ts';

const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const dayFormat = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortDayFormat = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const instantFormat = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

export function isDayOnly(text: string): boolean {
  return DAY_ONLY.test(text);
}

/** `2026-11-25` to "25 November 2026"; text that is no date comes back as it is. */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return DAY_ONLY.test(day) && !Number.isNaN(date.getTime()) ? dayFormat.format(date) : day;
}

/** `2026-11-25` to "25 Nov 2026", for tables. */
export function formatShortDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return DAY_ONLY.test(day) && !Number.isNaN(date.getTime()) ? shortDayFormat.format(date) : day;
}

/** A date as a date; an instant as date and time on this computer's clock. */
export function formatOccurred(occurred: string): string {
  if (DAY_ONLY.test(occurred)) return formatDay(occurred);
  const date = new Date(occurred);
  return Number.isNaN(date.getTime()) ? occurred : instantFormat.format(date);
}

const timeFormat = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });

/** The time of day of an instant on this computer's clock. */
export function formatTime(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : timeFormat.format(date);
}

/** Today by this computer's clock, as `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

const FURTHEST_AHEAD_MS = 14 * 60 * 60 * 1000;

/**
 * The day that it is by now where clocks are furthest ahead. A period up to it leaves out nothing that has happened, by whichever
 * clock the server counts days: that of the agency, or UTC.
 */
export function latestToday(now: Date = new Date()): string {
  return new Date(now.getTime() + FURTHEST_AHEAD_MS).toISOString().slice(0, 10);
}

/** Whole days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** True when something was written down on another day than it happened, which is worth saying. */
export function recordedLater(occurred: string, recordedAt: string): boolean {
  return today(new Date(recordedAt)) !== (DAY_ONLY.test(occurred) ? occurred : today(new Date(occurred)));
}
