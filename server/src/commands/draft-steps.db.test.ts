// A draft goes its way in the database: every step is kept with its line and its evidence, each refusal says what to do and leaves
// nothing, and new cases open under the version that is in force on the day.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differencesOf, type DraftRefusal } from '@casewright/engine/drafts';
import type { Principal } from '@casewright/engine/policy';
import { provesActive } from '../store/access-world.ts';
import { programContext } from '../store/context.ts';
import { digestOf } from '../store/drafts.ts';
import { rememberJudgedDrafts } from '../store/judged-drafts.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { verifyRights } from '../store/verify-rights.ts';
import { compile, SOURCE, startAgency, TOWN, type AgencyUnderTest } from './agency-under-test.ts';
import { beginDraft, takeDraftStep, type AskedStep, type DraftDeps, type StepTaken } from './draft-steps.ts';
import { executeCommand } from './execute-command.ts';
import { principalOfMember } from './member-principal.ts';
import { moveAsSeen, rehearseMove, versionsOf } from './move-cases.ts';
import type { Overseen, Overseer } from './oversee.ts';

const ROLES: Readonly<Record<string, readonly string[]>> = {
  dora: ['case-type-designer'],
  dean: ['case-type-designer'],
  paul: ['case-type-publisher'],
  petra: ['privacy-officer'],
  alma: ['case-type-designer', 'case-type-publisher', 'privacy-officer'],
  otto: ['officer'],
};
const SCENARIO = {
  name: 'opens',
  source: `scenario: 'A case that is opened is checked'
given:
  - { at: 2026-03-01, roles: [officer], do: { type: OpenCase, data: { note: x } } }
then: { items: { check: active } }
`,
};

let agency: AgencyUnderTest;
let deps: DraftDeps;

beforeAll(async () => {
  agency = await startAgency();
  deps = { ...agency.deps, drafts: rememberJudgedDrafts(new Map()) };
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town', teams: [{ team: 'desk', title: 'Desk' }] },
    people: Object.entries(ROLES).map(([person, roles]) => ({
      ...{ person, name: person },
      memberships: roles.map((role) => ({ team: 'desk', role })),
    })),
  });
});
afterAll(() => agency.close());

function as(person: string, more: Partial<Principal> = {}): Overseer {
  const teams = (ROLES[person] ?? []).map((role) => ({ team: 'desk', role }));
  const member = principalOfMember({ tenant: TOWN, person, name: person, authority: 'session:test', teams });
  return { principal: { ...member, ...more }, proof: provesActive(TOWN, person) };
}

let versions = 1;
/** The small case type under a new version, with what is changed in it. */
function later(change: (source: string) => string = (source) => source): {
  readonly version: string;
  readonly source: string;
} {
  versions += 1;
  const version = `1.${versions}.0`;
  return { version, source: change(SOURCE.replace('version: 1.0.0', `version: ${version}`)) };
}

const BORN = '  born: { type: date, label: Born, purpose: Test, personal: true, subject: applicant }\nopening:';
const withBorn = (source: string): string => source.replace('opening:', BORN);

interface Begun {
  readonly draftId: string;
  readonly hash: string;
  readonly source: string;
  readonly version: string;
}

async function begin(text = later(), scenarios = [SCENARIO]): Promise<Begun> {
  const draftId = randomUUID();
  agency.clock.nowMs += 1_000;
  const begun = await beginDraft(deps, as('dora'), { draftId, name: 'example', source: text.source, scenarios });
  expect(begun).toMatchObject({ kind: 'done', value: { number: 1, hash: digestOf(text.source), state: 'draft' } });
  return { draftId, hash: digestOf(text.source), ...text };
}

type Step = AskedStep extends infer S
  ? S extends AskedStep
    ? Omit<S, 'draftId' | 'seen' | 'words'> & { readonly seen?: number }
    : never
  : never;

async function take(draft: Begun, who: string | Overseer, step: Step): Promise<Overseen<StepTaken, DraftRefusal>> {
  const [row] = await agency.test.query<{ seen: number }>(
    'select count(*)::int as seen from case_type_draft_step where draft_id = $1',
    [draft.draftId],
  );
  const by = typeof who === 'string' ? as(who) : who;
  agency.clock.nowMs += 1_000;
  // A step of the kind that was given.
  const asked = { draftId: draft.draftId, seen: row?.seen ?? 0, words: 'Looked at it.', ...step } as AskedStep;
  return takeDraftStep(deps, by, asked);
}

const send = (draft: Begun, effectiveOn: string | null = null) =>
  take(draft, 'dora', { kind: 'send', hash: draft.hash, effectiveOn });
const approve = (draft: Begun, who: string | Overseer = 'paul') =>
  take(draft, who, { kind: 'approve', hash: draft.hash });
const publish = (draft: Begun, who = 'paul') => take(draft, who, { kind: 'publish', hash: draft.hash });
const refused = (refusal: string) => ({ kind: 'refused', refusal });
const done = (state: string) => expect.objectContaining({ kind: 'done', value: expect.objectContaining({ state }) });

async function acknowledgeAll(draft: Begun, base: string): Promise<number> {
  const differences = differencesOf(
    { caseType: compile(base), source: base },
    { caseType: compile(draft.source), source: draft.source },
    digestOf,
  );
  const ids = differences.flatMap(({ id }) => id ?? []);
  for (const difference of ids)
    expect(await take(draft, 'petra', { kind: 'acknowledge', hash: draft.hash, difference })).toEqual(done('approved'));
  return ids.length;
}

async function lines(): Promise<readonly string[]> {
  const rows = await agency.test.query<{ line: string }>(
    "select concat_ws(' ', person, action, case when denied then 'denied' end, rule) as line from access_log where action ~ '-draft$' order by recorded_at, entry_id",
  );
  return rows.map(({ line }) => line);
}

async function openedUnder(): Promise<string> {
  const outcome = await executeCommand(agency.deps, agency.ann, {
    ...{ open: { caseType: 'example', data: {} }, idempotencyKey: randomUUID() },
  });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  const [row] = await agency.test.query<{ version: string }>(
    'select t.version from case_head h join case_type t on t.tenant = h.tenant and t.hash = h.case_type_hash where h.case_id = $1',
    [outcome.caseId],
  );
  return row?.version ?? '';
}

describe('a draft that changes nothing about privacy', () => {
  it('is published by its hash once somebody else approved it, and new cases open under it', async () => {
    const draft = await begin(later((source) => source.replace('title: Sign,', 'title: Sign it,')));
    expect(await send(draft)).toEqual(done('in-review'));
    expect(await approve(draft)).toEqual(done('approved'));
    expect(await openedUnder()).toBe('1.0.0');
    expect(await publish(draft)).toEqual(done('published'));
    expect(await openedUnder()).toBe(draft.version);
    const [row] = await agency.test.query<object>(
      "select source, published_by, draft_id, encode(hash, 'hex') as hash from case_type where version = $1",
      [draft.version],
    );
    expect(row).toEqual({ source: draft.source, published_by: 'paul', draft_id: draft.draftId, hash: draft.hash });
    expect((await lines()).slice(-4)).toEqual([
      'dora begin-draft case-type-designer',
      'dora send-draft case-type-designer',
      'paul approve-draft case-type-publisher',
      'paul publish-draft case-type-publisher',
    ]);
    expect(await send(draft)).toEqual(refused('draft-closed'));
    // What was published at the start says by whom, and that no draft led to it.
    const [first] = await agency.test.query<object>(
      "select published_by, draft_id, in_force_at from case_type where tenant = 7 and version = '1.0.0'",
    );
    expect(first).toEqual({ published_by: 'ann', draft_id: null, in_force_at: null });
  });
});

describe('a step is refused', () => {
  it('to whoever has not the office, and whoever may not read drafts is told of none', async () => {
    const draft = await begin();
    await send(draft);
    const before = (await lines()).length;
    expect(await approve(draft, 'dean')).toEqual(refused('draft-not-your-office'));
    expect(await take(draft, 'paul', { kind: 'save', source: draft.source, scenarios: [] })).toEqual(
      refused('draft-not-your-office'),
    );
    expect(await take(draft, 'paul', { kind: 'acknowledge', hash: draft.hash, difference: draft.hash })).toEqual(
      refused('draft-not-your-office'),
    );
    expect(await approve(draft, 'otto')).toEqual({ kind: 'absent' });
    expect(await approve({ ...draft, draftId: randomUUID() })).toEqual({ kind: 'absent' });
    expect(
      await beginDraft({ ...deps, nowMs: () => agency.clock.nowMs + 1_000 }, as('otto'), {
        draftId: randomUUID(),
        name: 'x',
        source: 'x',
        scenarios: [],
      }),
    ).toEqual({ kind: 'absent' });
    expect((await lines()).slice(before)).toEqual([
      ...['dean approve-draft denied', 'paul save-draft denied', 'paul acknowledge-draft denied'],
      ...['otto approve-draft denied', 'paul approve-draft denied', 'otto begin-draft denied'],
    ]);
    const gone = { ...as('paul'), proof: provesActive(TOWN, 'nobody') };
    expect(await approve(draft, gone)).toEqual({ kind: 'session-gone' });
  });

  it('to a token, for what a person has to answer for', async () => {
    const draft = await begin();
    const scope = { actions: ['read-drafts', 'write-draft', 'approve-draft', 'acknowledge-draft'], caseTypes: null };
    const robot = as('alma', { scope });
    expect(await take(draft, robot, { kind: 'send', hash: draft.hash, effectiveOn: null })).toEqual(done('in-review'));
    expect(await approve(draft, robot)).toEqual(refused('draft-not-your-office'));
  });

  it('to whoever wrote in it, also long before, and to whom they stand in for or who stands in for them', async () => {
    const draft = await begin();
    const text = { kind: 'save', source: draft.source, scenarios: [SCENARIO] } as Step;
    expect(await take(draft, 'alma', text)).toEqual(done('draft'));
    expect(await take(draft, 'dora', text)).toEqual(done('draft'));
    await send(draft);
    expect(await approve(draft, 'alma')).toEqual(refused('draft-own'));
    expect(await approve(draft, as('paul', { onBehalfOf: 'dora' }))).toEqual(refused('draft-own'));
    expect(await approve(draft, as('paul', { onBehalfOf: 'dean' }))).toEqual(done('approved'));

    const other = await begin();
    await take(other, as('dean', { onBehalfOf: 'paul' }), {
      kind: 'save',
      source: other.source,
      scenarios: [SCENARIO],
    });
    await send(other);
    expect(await approve(other)).toEqual(refused('draft-own'));
    const [row] = await agency.test.query<object>(
      'select person, on_behalf_of from case_type_draft_step where draft_id = $1 and number = 2',
      [other.draftId],
    );
    expect(row).toEqual({ person: 'dean', on_behalf_of: 'paul' });
  });

  it('where the text is not fit, or is another one by now', async () => {
    const broken = await begin(later((source) => source.replace('by: head', 'by: nobody')));
    expect(await send(broken)).toEqual(refused('draft-problems'));
    expect(await send(await begin(later(), []))).toEqual(refused('draft-no-scenarios'));
    const failing = { ...SCENARIO, source: SCENARIO.source.replace('active', 'completed') };
    expect(await send(await begin(later(), [failing]))).toEqual(refused('draft-scenarios-fail'));
    expect(await send(await begin(later((source) => source.replace('caseType: example', 'caseType: sample'))))).toEqual(
      refused('draft-other-kind'),
    );
    expect(await send(await begin({ version: '1.0.0', source: `${SOURCE}# other\n` }))).toEqual(
      refused('draft-version-taken'),
    );

    const draft = await begin();
    expect(await approve(draft)).toEqual(refused('draft-not-in-review'));
    await send(draft);
    expect(await publish(draft)).toEqual(refused('draft-not-approved'));
    expect(await take(draft, 'paul', { kind: 'approve', hash: 'f'.repeat(64) })).toEqual(refused('draft-text-changed'));
    expect(await take(draft, 'paul', { kind: 'approve', hash: draft.hash, seen: 1 })).toEqual(refused('draft-changed'));
    await approve(draft);
    const edited = { ...draft, ...later() };
    await take(draft, 'dora', { kind: 'save', source: edited.source, scenarios: [SCENARIO] });
    expect(await publish(draft)).toEqual(refused('draft-text-changed'));
    expect(await publish({ ...edited, hash: digestOf(edited.source) })).toEqual(refused('draft-not-approved'));
    expect(await take(draft, 'paul', { kind: 'return' })).toEqual(refused('draft-not-in-review'));
    expect(await take(draft, 'dora', { kind: 'withdraw' })).toEqual(done('withdrawn'));
    const again = { draftId: draft.draftId, name: 'example', source: 'x', scenarios: [] };
    expect(await beginDraft(deps, as('dora'), again)).toEqual(refused('draft-changed'));
  });
});

describe('a draft that changes something about privacy', () => {
  it('is blocked until each such difference is acknowledged by a privacy officer who did not write in it', async () => {
    const base = later();
    const first = await begin(base);
    await send(first);
    await approve(first);
    await publish(first);
    const draft = await begin(later(withBorn));
    expect(await take(draft, 'petra', { kind: 'acknowledge', hash: draft.hash, difference: draft.hash })).toEqual(
      refused('draft-not-in-review'),
    );
    await send(draft);
    await approve(draft);
    expect(await publish(draft)).toEqual(refused('draft-not-acknowledged'));
    expect(await take(draft, 'petra', { kind: 'acknowledge', hash: draft.hash, difference: draft.hash })).toEqual(
      refused('draft-no-such-difference'),
    );
    expect(
      await take(draft, as('petra', { onBehalfOf: 'dean' }), {
        kind: 'acknowledge',
        hash: draft.hash,
        difference: draft.hash,
      }),
    ).toEqual({ kind: 'absent' });
    expect(await acknowledgeAll(draft, base.source)).toBe(1);
    expect(await publish(draft)).toEqual(done('published'));

    // Its author has the office too, and not for this one.
    const own = await begin(
      later((source) => withBorn(source).replace('label: Note,', 'label: Note, personal: true, subject: applicant,')),
    );
    await take(own, 'alma', { kind: 'save', source: own.source, scenarios: [SCENARIO] });
    await send(own);
    await approve(own);
    const said = { kind: 'acknowledge', hash: own.hash, difference: own.hash } as const;
    expect(await take(own, 'alma', said)).toEqual(refused('draft-own'));
    expect(await publish(own)).toEqual(refused('draft-not-acknowledged'));
  });

  it('has to be acknowledged again where another version came into force meanwhile', async () => {
    const before = later(withBorn);
    const base = await begin(before);
    await send(base);
    await approve(base);
    await publish(base);
    const wide = (source: string): string =>
      withBorn(source).replace('label: Note,', 'label: Note, personal: true, subject: applicant,');
    const draft = await begin(later(wide));
    await send(draft);
    await approve(draft);
    const count = await acknowledgeAll(draft, before.source);
    expect(count).toBeGreaterThan(0);
    const between = await begin(later((source) => withBorn(source).replace('title: Check,', 'title: Check it,')));
    await send(between);
    await approve(between);
    expect(await publish(between)).toEqual(done('published'));
    expect(await publish(draft)).toEqual(refused('draft-not-acknowledged'));
    expect(await acknowledgeAll(draft, between.source)).toBe(count);
    expect(await publish(draft)).toEqual(done('published'));
  });
});

describe('a version that begins later', () => {
  it('is in force from its day in its zone on: new cases open under it, and running ones move then and not before', async () => {
    const inForce = await openedUnder();
    const [current] = await agency.test.query<{ source: string }>(
      'select source from case_type where tenant = 7 and version = $1',
      [inForce],
    );
    const text = later(() =>
      (current?.source ?? '')
        .replace(/version: \S+/, `version: 1.${versions}.0`)
        .replace('title: Sign,', 'title: Sign here,'),
    );
    const draft = await begin(text);
    expect(await send(draft, '2026-02-27')).toEqual(refused('draft-day-passed'));
    expect(await send(draft, '2026-04-01')).toEqual(done('in-review'));
    await approve(draft);
    expect(await publish(draft)).toEqual(done('published'));
    const [row] = await agency.test.query<{ at: string }>(
      "select to_char(in_force_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from case_type where version = $1",
      [draft.version],
    );
    expect(row?.at).toBe('2026-03-31 22:00');

    // Nothing comes between it and the version with which it was compared.
    const earlier = await begin(later(() => text.source.replace(/version: \S+/, `version: 1.${versions}.0`)));
    expect(await send(earlier)).toEqual(refused('draft-before-another'));
    expect(await send(earlier, '2026-04-02')).toEqual(done('in-review'));

    expect(await openedUnder()).toBe(inForce);
    const explicit = { open: { caseType: 'example', version: draft.version, data: {} }, idempotencyKey: randomUUID() };
    expect(await executeCommand(agency.deps, agency.ann, explicit)).toEqual({ kind: 'not-found' });
    const { from, to } = await versionsOf(agency.deps, TOWN, { caseType: 'example', from: inForce, to: draft.version });
    if (from === null || to === null) throw new Error('A version is missing.');
    const rehearsed = [];
    for await (const one of rehearseMove(agency.deps, { tenant: TOWN, from, to, names: {} })) rehearsed.push(one);
    const [one] = rehearsed;
    if (one === undefined) throw new Error('No case runs.');
    const order = { tenant: TOWN, person: 'ann', caseId: one.caseId, reason: 'New law' };
    expect(await moveAsSeen(agency.deps, order, { ...one, to: to.hash, names: {} })).toBe(
      `${draft.version} begins on 2026-04-01: move cases from that day on.`,
    );
    agency.clock.nowMs = Date.parse('2026-03-31T21:59:59.999Z');
    expect(await openedUnder()).toBe(inForce);
    agency.clock.nowMs = Date.parse('2026-03-31T22:00:00.000Z');
    expect(await openedUnder()).toBe(draft.version);
    const again = [];
    for await (const each of rehearseMove(agency.deps, { tenant: TOWN, from, to, names: {} })) again.push(each);
    const [now] = again;
    if (now === undefined) throw new Error('No case runs.');
    expect(
      await moveAsSeen(agency.deps, { ...order, caseId: now.caseId }, { ...now, to: to.hash, names: {} }),
    ).toBeNull();
  });
});

describe('what was done with drafts', () => {
  it('is added to and not changed, whoever asks, and two at once are not both done', async () => {
    for (const table of ['case_type_draft', 'case_type_draft_step'])
      for (const sql of [`delete from ${table}`, `update ${table} set draft_id = gen_random_uuid()`])
        await expect(
          agency.database.once(programContext(TOWN, 'test'), [
            { name: `never-${sql.slice(0, 30)}`, text: sql, values: [] },
          ]),
        ).rejects.toThrow('The database refused this role or context.');
    const draft = await begin();
    await send(draft);
    const both = await Promise.all([approve(draft), approve(draft, 'alma')]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
  });

  it('is evidence: a step or a publication that was changed, added or taken away beside the program is named', async () => {
    const found = async (): Promise<readonly string[]> => {
      const said: string[] = [];
      await agency.database.snapshot(programContext(TOWN, 'test'), (tx) =>
        verifyRights(tx, TOWN, ({ reason }) => void said.push(reason)),
      );
      return said;
    };
    expect(await found()).toEqual([]);
    const tamperings = [
      "update case_type_draft_step set person = 'alma' where kind = 'approved'",
      "update case_type_draft_step set words = 'Never looked.' where kind = 'acknowledged'",
      "update case_type_draft_step set effective_on = '2026-03-02' where kind = 'sent' and effective_on = '2026-04-01'",
      "update case_type set in_force_at = '2026-03-02' where in_force_at = '2026-03-31 22:00Z'",
      "delete from case_type_draft_step where kind = 'returned' or kind = 'withdrawn'",
    ];
    for (const sql of tamperings) {
      await agency.test.query('create table kept as select * from case_type_draft_step');
      await agency.test.query('create table kept_types as select * from case_type');
      await agency.test.query(sql);
      expect((await found()).length, sql).toBeGreaterThan(0);
      await agency.test.query('delete from case_type_draft_step');
      await agency.test.query('insert into case_type_draft_step select * from kept');
      await agency.test.query(
        'update case_type t set in_force_at = k.in_force_at from kept_types k where k.tenant = t.tenant and k.hash = t.hash',
      );
      await agency.test.query('drop table kept');
      await agency.test.query('drop table kept_types');
      expect(await found()).toEqual([]);
    }
  });

  it('does not hinder what is published with a set-up: that keeps its way', async () => {
    const source = SOURCE.replace('version: 1.0.0', 'version: 9.0.0');
    const published = { tenant: TOWN, person: 'set-up', caseType: compile(source), source };
    expect(await publishCaseType(agency.database, { ...published, publishedAt: '2026-05-01T00:00:00.000Z' })).toBe(
      'published',
    );
    agency.clock.nowMs = Date.parse('2026-05-02T00:00:00.000Z');
    expect(await openedUnder()).toBe('9.0.0');
  });
});
