// Reads what routing must know of people from a YAML file, and tells everything that is wrong with it.
import { parse } from 'yaml';
import type { WorkFacts } from '../store/set-work-facts.ts';

export type WorkFactsFile = { readonly people: readonly WorkFacts[] } | { readonly problems: readonly string[] };

const KEYS = ['capacity', 'away', 'skills', 'languages', 'places', 'queues', 'interests'];
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const PERSON = /^[A-Za-z0-9_.-]{1,64}$/;
const FULL_TIME = 10;

export function readWorkFacts(source: string): WorkFactsFile {
  const problems: string[] = [];
  const read = parsed(source, problems);
  const people = Object.entries(read).flatMap(([person, facts]) => {
    if (!PERSON.test(person)) problems.push(`“${person}” cannot be the id of a person.`);
    if (isGroup(facts)) return [factsOf(person, facts, problems)];
    problems.push(`${person}: this must be a group of keys.`);
    return [];
  });
  if (problems.length === 0 && people.length === 0) problems.push('The file names nobody.');
  return problems.length > 0 ? { problems } : { people };
}

type Group = Readonly<Record<string, unknown>>;

function parsed(source: string, problems: string[]): Group {
  try {
    // No merge keys and few aliases: the file is plain data.
    const read: unknown = parse(source, { schema: 'core', maxAliasCount: 0 });
    if (isGroup(read)) return read;
    problems.push('The file must be a group of people.');
  } catch (error) {
    problems.push(`This is not YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`);
  }
  return {};
}

function factsOf(person: string, facts: Group, problems: string[]): WorkFacts {
  const fault = (key: string, reason: string): void => void problems.push(`${person}.${key}: ${reason}`);
  for (const key of Object.keys(facts)) {
    if (!KEYS.includes(key)) fault(key, `This is not known here. Known: ${KEYS.join(', ')}.`);
  }
  const { capacity = FULL_TIME, away } = facts;
  const isCapacity = typeof capacity === 'number' && Number.isFinite(capacity) && capacity >= 0;
  if (!isCapacity) fault('capacity', 'This must be a number from 0 on.');
  const names = (key: string): readonly string[] => {
    const listed: unknown = facts[key] ?? [];
    const texts: readonly unknown[] = Array.isArray(listed) ? listed : [null];
    if (texts.every((one) => typeof one === 'string' && one !== '')) return texts.map(String);
    fault(key, 'This must be a list of texts.');
    return [];
  };
  return {
    person,
    capacity: isCapacity ? capacity : 0,
    away: away === undefined ? null : awayOf(away, fault),
    skills: Object.fromEntries(
      entriesOf(facts['skills'], () => fault('skills', 'This must be a group of skills.')).map(([skill, level]) => {
        if (typeof level === 'number' && Number.isInteger(level) && level >= 1 && level <= 5) return [skill, level];
        fault(`skills.${skill}`, 'A level is a whole number from 1 to 5.');
        return [skill, 1];
      }),
    ),
    languages: names('languages'),
    places: names('places'),
    queues: names('queues'),
    interests: Object.fromEntries(
      entriesOf(facts['interests'], () => fault('interests', 'This must be a group of what was declared.')).map(
        ([about, said]) => {
          if (typeof said !== 'string' || said === '') fault(`interests.${about}`, 'Say what was declared.');
          return [about, String(said)];
        },
      ),
    ),
  };
}

function awayOf(away: unknown, fault: (key: string, reason: string) => void): WorkFacts['away'] {
  const { from, until } = isGroup(away) ? away : {};
  if (typeof from === 'string' && typeof until === 'string' && DATE.test(from) && DATE.test(until) && from <= until) {
    return { from, until };
  }
  fault('away', 'Say from and until, two dates such as 2026-07-01, the first not after the second.');
  return null;
}

function entriesOf(value: unknown, refuse: () => void): readonly (readonly [string, unknown])[] {
  if (value === undefined) return [];
  if (isGroup(value)) return Object.entries(value);
  refuse();
  return [];
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
