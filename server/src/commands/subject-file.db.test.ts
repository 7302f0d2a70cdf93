// The file of what is held about a person: nothing of it is missing in silence, nobody sees what they may not read where it stands nor that it
// is there, and it goes out as somebody approved it who had no part in it, or not at all.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueries, type Queries } from '../queries/queries.ts';
import { TOWN } from './agency-under-test.ts';
import { executeCommand } from './execute-command.ts';
import { mergePeople } from './link-people.ts';
import type { Overseer } from './oversee.ts';
import {
  approveSubjectFile,
  completeSubjectFile,
  decideSubjectItems,
  openSubjectFile,
  recordSubjectGiven,
  type SubjectFileAnswer,
  type SubjectFileDeps,
} from './subject-file.ts';
import { startSubjects, type SubjectUnderTest } from './subject-under-test.ts';

let under: SubjectUnderTest;
let deps: SubjectFileDeps;
let queries: Queries;

beforeAll(async () => {
  under = await startSubjects();
  const { database, keys, caseTypes } = under.agency.deps;
  const now = (): number => under.agency.clock.nowMs;
  deps = { database, keys, caseTypes, nowMs: now };
  queries = openQueries({ database, keys, caseTypes, now, files: under.store });
}, 60_000);
afterAll(() => under.close());

async function done<T>(step: Promise<SubjectFileAnswer<T>>): Promise<T> {
  const answer = await step;
  if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
  return answer.value;
}

const codeOf = async (step: Promise<SubjectFileAnswer<unknown>>): Promise<string> => {
  const answer = await step;
  return answer.kind === 'refused' ? answer.refusal.code : answer.kind;
};

async function shown(by: Overseer, fileId: string) {
  const answer = await queries.subjectFiles.show(by, fileId);
  if (answer.kind !== 'answer') throw new Error(answer.kind);
  return answer.view;
}

const namesOf = (items: readonly { readonly caseId: string; readonly what: string }[]): readonly string[] =>
  items.map(({ caseId, what }) => `${caseId} ${what}`).toSorted();

async function opened(requestCase: string, by: Overseer = under.olga): Promise<string> {
  const about = { caseId: requestCase, entry: 'party.applicant' };
  return (await done(openSubjectFile(deps, by, { requestCase, about }))).fileId;
}

async function recorded(caseId: string, data: Readonly<Record<string, string>>): Promise<void> {
  const command = { type: 'RecordData', data } as const;
  const outcome = await executeCommand(under.agency.deps, under.petra.principal, {
    caseId,
    command,
    idempotencyKey: `${caseId} ${JSON.stringify(data)}`,
  });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
}

describe('the file of what is held about a person', () => {
  it('has what every case holds about them, also under a name that is held to be theirs, with each version of a paper', async () => {
    const one = await under.dossier({ person: 'ada', name: 'Ada Byron' });
    const two = await under.dossier({ person: 'augusta', name: 'Augusta King', team: 'port' });
    const stranger = await under.dossier({ person: 'zed', name: 'Zed' });
    await recorded(one, { name: 'Ada King' });
    const letter = await under.paper(one, { of: 'letter', text: 'one', about: ['party.applicant'] });
    const merged = await mergePeople(deps, under.petra, {
      ...{ one: { caseId: one, entry: 'party.applicant' }, other: { caseId: two, entry: 'party.applicant' } },
      reason: 'Same',
    });
    expect(merged.kind).toBe('done');
    const fileId = await opened(one, under.petra);
    const { items, whole } = await shown(under.petra, fileId);
    expect(namesOf(items)).toEqual(
      [
        ...['entry:party.applicant', 'fact:name:1', 'fact:name:2', 'field:note', `document:${letter}:1`].map(
          (what) => `${one} ${what}`,
        ),
        ...['entry:party.applicant', 'fact:name:1', 'field:note'].map((what) => `${two} ${what}`),
      ].toSorted(),
    );
    expect(items.some(({ caseId }) => caseId === stranger)).toBe(false);
    expect(items.find(({ what }) => what === 'fact:name:1')?.detail[0]).toMatch(/Ada Byron|Augusta King/);
    expect(whole).toMatchObject({ hidden: 0, gone: 0, refusal: { code: 'file-undecided', items: 8 } });
  });

  it('shows each of those who work on it what they may read, tells nobody else that there is more, and waits for whoever may read all', async () => {
    const one = await under.dossier({ person: 'bea', name: 'Bea' });
    const fileId = await opened(one);
    const alone = await shown(under.olga, fileId);
    // A case of another team, and a section for the head: to Olga nothing changes but what she may read.
    await under.dossier({ person: 'bea', name: 'Bea', team: 'port' });
    const opinion = await under.paper(one, { of: 'opinion', text: 'within', about: ['party.applicant'] });
    expect(await done(completeSubjectFile(deps, under.olga, { fileId }))).toEqual({ added: 0 });
    expect(await shown(under.olga, fileId)).toEqual(alone);
    expect(JSON.stringify(alone)).not.toContain('hidden');
    const hers = (await shown(under.hugo, fileId)).items;
    expect(namesOf(hers)).toContain(`${one} document:${opinion}:1`);
    // The officer of the port may not read the case of the request, so there is no file for her.
    expect((await queries.subjectFiles.show(under.pia, fileId)).kind).toBe('absent');
    const hidden = hers.find(({ what }) => what.startsWith('document:'))?.item ?? '';
    expect(await codeOf(decideSubjectItems(deps, under.olga, { fileId, items: [hidden], decision: 'release' }))).toBe(
      'absent',
    );
    expect((await shown(under.petra, fileId)).whole).toMatchObject({ hidden: 0 });
    // A privacy officer who may not read the port's and the head's may know how many there are, and not approve.
    const count = (await shown(under.petra, fileId)).items.length;
    const { whole, items } = await shown(under.paul, fileId);
    expect([items.length, whole?.hidden]).toEqual([count - 4, 4]);
    expect(await codeOf(approveSubjectFile(deps, under.paul, { fileId, hash: whole?.list ?? '' }))).toBe(
      'file-not-all-yours',
    );
  });

  it('is approved by its hash, by somebody who had no part in it, and goes out as it was approved', async () => {
    const one = await under.dossier({ person: 'cid', name: 'Cid' });
    const letter = await under.paper(one, { of: 'letter', text: 'the secret of Dot', about: ['party.applicant'] });
    const fileId = await opened(one);
    const { items } = await shown(under.hugo, fileId);
    const paper = items.find(({ kind }) => kind === 'document');
    const [name, ...others] = items.filter(({ kind }) => kind !== 'document').map(({ item }) => item);
    const decide = (asked: object) =>
      decideSubjectItems(deps, under.hugo, { fileId, decision: 'release', items: others, ...asked });
    expect(await codeOf(decide({ decision: 'withhold' }))).toBe('item-needs-reason');
    expect(await codeOf(decide({ decision: 'redact' }))).toBe('item-needs-words');
    await done(decide({}));
    await done(
      decide({ items: [name ?? ''], decision: 'withhold', code: 'APP 12.3(b)', words: 'It would harm somebody' }),
    );
    await done(decide({ items: [paper?.item ?? ''], decision: 'redact' }));
    const before = (await shown(under.petra, fileId)).whole;
    expect(before?.refusal).toEqual({ code: 'file-to-redact', items: 1 });
    expect((await shown(under.hugo, fileId)).items.filter((each) => each.isToRedact).map(({ entry }) => entry)).toEqual(
      [letter],
    );
    const other = await under.paper(one, { of: 'letter', text: 'another', about: ['party.informant'].slice(1) });
    expect(await codeOf(decide({ items: [paper?.item ?? ''], decision: 'redact', copy: other }))).toBe(
      'item-other-copy',
    );
    const content = paper?.file?.content ?? '';
    const derivedFrom = { entry: letter, content, how: 'redaction' } as const;
    const copy = await under.paper(one, {
      of: 'letter',
      text: 'the secret of ---',
      about: ['party.applicant'],
      derivedFrom,
    });
    await done(decide({ items: [paper?.item ?? ''], decision: 'redact', copy }));
    // What was filed meanwhile belongs to the file too; the copy does not.
    expect(await done(completeSubjectFile(deps, under.hugo, { fileId }))).toEqual({ added: 1 });
    const added = (await shown(under.hugo, fileId)).items.find((each) => each.decision === null);
    await done(decide({ items: [added?.item ?? ''] }));
    const { whole } = await shown(under.petra, fileId);
    expect(whole?.refusal).toEqual({ code: 'file-not-approved' });
    const hash = whole?.list ?? '';
    const give = { fileId, hash, bag: 'b'.repeat(64) };
    expect(await codeOf(recordSubjectGiven(deps, under.petra, give))).toBe('file-not-approved');
    expect(await codeOf(approveSubjectFile(deps, under.hugo, { fileId, hash }))).toBe('absent');
    expect(await codeOf(approveSubjectFile(deps, under.petra, { fileId, hash: 'a'.repeat(64) }))).toBe('file-changed');
    await done(approveSubjectFile(deps, under.petra, { fileId, hash }));
    const answer = await queries.subjectFiles.give(under.petra, { fileId, hash });
    const view = answer.kind === 'answer' ? answer.view : null;
    if (view === null || view.refusal !== null) throw new Error('It was not given.');
    const texts: string[] = [];
    for (const { bytes } of view.items) for await (const piece of bytes?.pieces?.() ?? []) texts.push(piece.toString());
    expect(texts.toSorted()).toEqual(['another', 'the secret of ---']);
    await done(recordSubjectGiven(deps, under.petra, give));
    // From then on it is another file: what is recorded since was approved by nobody.
    await recorded(one, { note: 'Changed' });
    const late = await queries.subjectFiles.give(under.petra, { fileId, hash });
    expect(late.kind === 'answer' && late.view.refusal).toMatchObject({ code: 'file-not-approved' });
    expect((await shown(under.petra, fileId)).given).toMatchObject([{ by: 'petra', bag: 'b'.repeat(64) }]);
  });

  it('is approved by nobody who decided on any of it, and releases no name of somebody else unseen', async () => {
    const one = await under.dossier({
      person: 'eve',
      name: 'Eve Adams',
      note: 'Reported by Marlene Diet, a neighbour',
    });
    await done2(
      executeCommand(under.agency.deps, under.petra.principal, {
        ...{
          caseId: one,
          command: { type: 'AddParty', of: 'informant', subject: 'marlene' },
          idempotencyKey: 'marlene',
        },
      }),
    );
    await recorded(one, { caller: 'Marlene Diet' });
    const fileId = await opened(one);
    const { items } = await shown(under.olga, fileId);
    expect(namesOf(items).filter((what) => what.includes('caller') || what.includes('informant'))).toEqual([]);
    expect(JSON.stringify(items.filter(({ what }) => what !== 'field:note'))).not.toContain('Marlene');
    const all = items.map(({ item }) => item);
    expect(await codeOf(decideSubjectItems(deps, under.petra, { fileId, items: all, decision: 'release' }))).toBe(
      'item-names-others',
    );
    await done(decideSubjectItems(deps, under.petra, { fileId, items: all, decision: 'release', namesOthers: true }));
    await done(decideSubjectItems(deps, under.olga, { fileId, items: all, decision: 'release', namesOthers: true }));
    const hash = (await shown(under.petra, fileId)).whole?.list ?? '';
    expect(await codeOf(approveSubjectFile(deps, under.petra, { fileId, hash }))).toBe('file-own-work');
    expect(
      await codeOf(
        openSubjectFile(deps, under.pia, { requestCase: one, about: { caseId: one, entry: 'party.applicant' } }),
      ),
    ).toBe('absent');
    expect(
      await codeOf(
        openSubjectFile(deps, under.olga, { requestCase: one, about: { caseId: one, entry: 'party.nobody' } }),
      ),
    ).toBe('absent');
  });

  it('loses no item and shows none to whoever may not read it, whatever is recorded in which cases (property)', async () => {
    const act = fc.constantFrom('note', 'suspicion', 'letter', 'opinion', 'name');
    const plan = fc.array(fc.record({ team: fc.constantFrom('desk', 'port'), acts: fc.array(act, { maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    });
    let [items, hidden, runs] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(plan, async (cases) => {
        const person = `run-${(runs += 1)}`;
        const request = await under.dossier({ person, name: 'Run' });
        const expected = new Map<string, 'officer' | 'head'>(ofOpening(request));
        const desk = new Set([request]);
        for (const { team, acts } of cases) {
          const caseId = await under.dossier({ person, name: 'Run', team });
          if (team === 'desk') desk.add(caseId);
          for (const [what, who] of ofOpening(caseId)) expected.set(what, who);
          for (const [at, one] of acts.entries())
            await play(expected, { caseId, act: team === 'port' && one !== 'note' ? 'name' : one, at });
        }
        const fileId = await opened(request, under.petra);
        const { items: all } = await shown(under.petra, fileId);
        expect(namesOf(all)).toEqual([...expected.keys()].toSorted());
        const stored = await under.agency.test.query<{ n: number }>(
          'select count(*)::int as n from subject_item where file_id = $1',
          [fileId],
        );
        expect(stored[0]?.n).toBe(expected.size);
        for (const [by, sees] of [
          [under.olga, (what: string, who: string) => desk.has(what.slice(0, 36)) && who === 'officer'],
          [under.hugo, (what: string) => desk.has(what.slice(0, 36))],
        ] as const) {
          const theirs = [...expected].filter(([what, who]) => sees(what, who)).map(([what]) => what);
          expect(namesOf((await shown(by, fileId)).items)).toEqual(theirs.toSorted());
          hidden += expected.size - theirs.length;
        }
        items += expected.size;
      }),
      { numRuns: 12 },
    );
    process.stdout.write(`${runs} people, ${items} items, ${hidden} kept from somebody\n`);
    expect(hidden).toBeGreaterThan(0);
  }, 60_000);
});

function ofOpening(caseId: string): readonly (readonly [string, 'officer'])[] {
  return ['entry:party.applicant', 'fact:name:1', 'field:note'].map(
    (what) => [`${caseId} ${what}`, 'officer'] as const,
  );
}

async function play(
  expected: Map<string, 'officer' | 'head'>,
  { caseId, act, at }: { readonly caseId: string; readonly act: string; readonly at: number },
): Promise<void> {
  if (act === 'letter' || act === 'opinion') {
    const entry = await under.paper(caseId, { of: act, text: `${act} ${at} ${caseId}`, about: ['party.applicant'] });
    expected.set(`${caseId} document:${entry}:1`, act === 'letter' ? 'officer' : 'head');
    return;
  }
  await recorded(caseId, { [act]: `said ${at}` });
  if (act === 'suspicion') expected.set(`${caseId} field:suspicion`, 'head');
  if (act !== 'name') return;
  const [row] = await under.agency.test.query<{ version: number }>(
    'select version from case_head where tenant = $1 and case_id = $2',
    [TOWN, caseId],
  );
  expected.set(`${caseId} fact:name:${row?.version ?? 0}`, 'officer');
}

async function done2(step: ReturnType<typeof executeCommand>): Promise<void> {
  const outcome = await step;
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
}
