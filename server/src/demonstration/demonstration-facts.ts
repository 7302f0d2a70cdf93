// What routing knows of the made-up people. Data only.
import type { WorkFacts } from '../store/set-work-facts.ts';

const nothing = { away: null, places: [], queues: [], interests: {} };

export const demonstrationFacts: readonly WorkFacts[] = [
  { ...nothing, person: 'johan.devries', capacity: 20, skills: { advice: 4 }, languages: ['nl', 'en'] },
  { ...nothing, person: 'fatima.haddad', capacity: 16, skills: { advice: 2 }, languages: ['nl', 'ar'] },
  { ...nothing, person: 'ingrid.bakker', capacity: 6, skills: { advice: 5 }, languages: ['nl'] },
];
