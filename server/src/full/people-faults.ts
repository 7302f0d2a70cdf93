// Faults that merging and unmerging might have, each put between the play and the program: what it does is right, and what comes of it is
// not. The play must notice each; a proof that notices none proves nothing.
import type { PeopleOffice, ShownFacts } from './people-office.ts';

type Faulty = (office: PeopleOffice) => PeopleOffice;

/** Changes what is shown of a person, where there is something to change. */
function showing(change: (shown: readonly ShownFacts[], asked: string) => readonly ShownFacts[]): Faulty {
  return (office) => ({ ...office, identity: async (caseId) => change(await office.identity(caseId), caseId) });
}

export const PEOPLE_FAULTS: Readonly<Record<string, Faulty>> = {
  'an unmerge leaves one fact at the other': (office) => {
    const left = new Map<string, ShownFacts['facts'][number]>();
    return {
      ...office,
      async unmerge(out) {
        const before = await office.identity(out[0]);
        await office.unmerge(out);
        const fact = before.find(({ caseId }) => caseId === out[0])?.facts.at(-1);
        const other = before.find(({ caseId }) => !out.includes(caseId))?.caseId;
        if (fact !== undefined && other !== undefined) left.set(other, fact);
      },
      async identity(caseId) {
        const shown = await office.identity(caseId);
        return shown.map((each) => {
          const fact = left.get(each.caseId);
          return fact === undefined ? each : { ...each, facts: [...each.facts, fact] };
        });
      },
    };
  },
  'an unmerge takes one fact away': (office) => {
    const lost = new Set<string>();
    return {
      ...office,
      async unmerge(out) {
        await office.unmerge(out);
        lost.add(out[0]);
      },
      async identity(caseId) {
        const shown = await office.identity(caseId);
        return shown.map((each) => (lost.has(each.caseId) ? { ...each, facts: each.facts.slice(1) } : each));
      },
    };
  },
  'what came after a merge goes to whoever was merged first': showing((shown) => {
    const [first, second] = shown;
    const later = second?.facts.filter(({ field }) => field === 'remark') ?? [];
    if (first === undefined || second === undefined || later.length === 0) return shown;
    const rest = second.facts.filter(({ field }) => field !== 'remark');
    return [{ ...first, facts: [...first.facts, ...later] }, { ...second, facts: rest }, ...shown.slice(2)];
  }),
  'a merge keeps one of two values that differ': showing((shown) => {
    const taken = new Set<string>();
    return shown.map((each) => ({
      ...each,
      facts: each.facts.filter(({ field }) => shown.length === 1 || (!taken.has(field) && taken.add(field))),
    }));
  }),
  'the older of two values of one record is lost': showing((shown) =>
    shown.map((each) => {
      const last = new Map(each.facts.map((fact) => [fact.field, fact]));
      return { ...each, facts: [...last.values()] };
    }),
  ),
  'an unmerge is forgotten': (office) => ({ ...office, unmerge: async () => {} }),
  'an unmerge of two leaves one behind': (office) => ({ ...office, unmerge: ([one]) => office.unmerge([one]) }),
  'an unmerge takes one too many along': (office) => ({
    ...office,
    async unmerge(out) {
      const all = (await office.identity(out[0])).map(({ caseId }) => caseId);
      const more = all.filter((caseId) => !out.includes(caseId));
      await office.unmerge(more.length > 1 ? [...out, ...more.slice(0, 1)] : out);
    },
  }),
  'a merge takes a third along': (office) => {
    const met: string[] = [];
    return {
      ...office,
      async merge(one, other) {
        await office.merge(one, other);
        const third = met.find((caseId) => caseId !== one && caseId !== other);
        if (third !== undefined && met.length % 5 === 0) await office.merge(one, third);
        met.push(one);
      },
    };
  },
  'a merge forgets the others of whoever is merged': showing((shown, asked) =>
    shown.length > 2
      ? shown.filter(({ caseId }, at) => caseId === asked || at !== shown.length - 1).slice(0, 2)
      : shown,
  ),
};
