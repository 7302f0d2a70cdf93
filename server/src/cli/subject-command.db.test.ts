// What is held about a person at the command line: put together, decided, approved and written as a bag that has nothing of anybody else; and
// erased as far as nothing keeps it, with the documents that are about nobody else.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand } from '../commands/execute-command.ts';
import { addHoldTo, endHolds } from '../commands/hold.ts';
import { startSubjects, type SubjectUnderTest } from '../commands/subject-under-test.ts';
import { compile, TOWN } from '../commands/agency-under-test.ts';
import { KEPT } from '../commands/disposal-under-test.ts';
import { destroyAgain } from '../commands/destroy-again.ts';
import { openDatabase } from '../store/database.ts';
import type { Certificate } from '../store/destruction.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { verifyCustody } from '../store/verify-custody.ts';
import { rebuild } from '../store/rebuild.ts';
import { checkBag } from '../transfer/check-bag.ts';
import { runCli } from './cli.ts';

interface Noted {
  readonly tenant: number;
  readonly certificate: Certificate;
}

/** The list outside the database. */
const noted: Noted[] = [];

let under: SubjectUnderTest;
let folder: string;

beforeAll(async () => {
  under = await startSubjects();
  folder = mkdtempSync(join(tmpdir(), 'casewright-subject-'));
}, 60_000);
afterAll(async () => {
  await under.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const { agency, store } = under;
  const lines: string[] = [];
  const note = (line: Noted): Promise<string> => {
    noted.push(line);
    return Promise.resolve('1');
  };
  const destructions = { note, cancel: () => Promise.resolve() };
  const code = await runCli([...args, '--agency', 'town'], {
    open: async () => ({
      ...{ database: agency.database, deps: agency.deps, witnessFolder: null },
      // Only what these commands ask of an installation.
      maintenance: { destructions, files: store } as never,
      close: async () => {},
    }),
    ...{ caseTypesFolder: folder, programFolder: folder, nowMs: () => agency.clock.nowMs },
    print: (line) => lines.push(line),
    say: (line) => lines.push(line),
  });
  return { code, lines };
}

const subject = (as: string, ...args: string[]) => run('subject', ...args, '--as', as);
const last = (lines: readonly string[]): string => lines.at(-1) ?? '';
const itemsIn = (lines: readonly string[]): readonly (readonly [string, string])[] =>
  lines.flatMap((line) => {
    const found = /^([0-9a-f]{12}) (.*)$/.exec(line);
    return found === null ? [] : [[found[1] ?? '', found[2] ?? ''] as const];
  });
const hashIn = (lines: readonly string[]): string => lines.find((line) => line.startsWith('Hash '))?.slice(5) ?? '';

async function close(caseId: string): Promise<void> {
  const command = { type: 'CloseCase', outcome: 'done' } as const;
  const key = `close-${caseId}`;
  const outcome = await executeCommand(under.agency.deps, under.petra.principal, {
    caseId,
    command,
    idempotencyKey: key,
  });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
}

describe('casewright subject', () => {
  it('writes what was approved as a bag with an index, and nothing of what is withheld or about others', async () => {
    const one = await under.dossier({ person: 'fay', name: 'Fay Wray', note: 'CANARYNOTE' });
    await under.paper(one, { of: 'letter', text: 'Dear Fay', about: ['party.applicant'] });
    await under.paper(one, { of: 'opinion', text: 'CANARYOPINION', about: ['party.applicant'] });
    const opened = await subject('hugo', 'open', '--request', one, '--about', `${one}/party.applicant`);
    expect(opened.code).toBe(0);
    const file = /^File (\S+) is open/.exec(last(opened.lines))?.[1] ?? '';
    const items = itemsIn((await subject('hugo', 'show', file)).lines);
    expect(items.length).toBe(5);
    const withheld = items.filter(([, words]) => /Remark|Opinion/.test(words)).map(([item]) => item);
    const others = items.filter(([, words]) => !/Remark|Opinion/.test(words)).map(([item]) => item);
    expect((await subject('hugo', 'release', file, '--items', others.join(), '--dry-run')).lines.at(-1)).toBe(
      '3 of 3 found. Nothing was decided.',
    );
    expect((await subject('hugo', 'release', file, '--items', others.join())).lines).toEqual(['3 items decided.']);
    const why = ['--code', 'FOIPPA s. 22', '--reason', 'It was given in confidence'];
    expect((await subject('hugo', 'withhold', file, '--items', withheld.join(), ...why)).code).toBe(0);
    const seen = await subject('petra', 'show', file);
    expect(last(seen.lines)).toBe('5 items, 0 still to do.');
    const hash = hashIn(seen.lines);
    expect(hashIn((await subject('hugo', 'show', file)).lines)).toBe('');
    const to = join(folder, 'fay');
    const early = await subject('petra', 'export', file, '--hash', hash, '--to', to);
    expect([early.code, last(early.lines)]).toEqual([1, expect.stringContaining('has approved it')]);
    expect((await subject('petra', 'approve', file, '--hash', hash)).lines).toEqual(['Approved: 5 items.']);
    const given = await subject('petra', 'export', file, '--hash', hash, '--to', to, '--language', 'fr');
    expect([given.code, last(given.lines)]).toEqual([0, expect.stringMatching(/^5 items in .*, bag [0-9a-f]{64}\.$/)]);
    const checked = await checkBag(to);
    expect(checked).toMatchObject({ problems: [], warnings: [] });
    const texts = readdirSync(join(to, 'data'), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'));
    expect(texts.join('\n')).not.toMatch(/CANARY/);
    expect(texts).toContain('Dear Fay');
    const page = readFileSync(join(to, 'data', 'index.html'), 'utf8');
    expect(page).toContain('lang="fr"');
    expect(page).toContain('FOIPPA s. 22');
    expect(page).toContain('Fay Wray');
    expect((await subject('petra', 'show', file)).lines).toContainEqual(expect.stringMatching(/^Given out by petra/));
    // Somebody of another team is told of nothing.
    expect(last((await subject('pia', 'show', file)).lines)).toBe(
      'There is no such file or item, or they may not know of it.',
    );
  });
});

describe('casewright erase', () => {
  const asked = (one: string, ...more: string[]) =>
    run(
      'erase',
      '--request',
      one,
      '--about',
      `${one}/party.applicant`,
      '--law',
      'GDPR art 17',
      '--class',
      '4.2',
      '--approved-by',
      'petra,paul',
      ...more,
    );

  it('takes the documents that are about nobody else with what the key of the person seals, in every case, and never what is held', async () => {
    const one = await under.dossier({ person: 'gus', name: 'Gus Grissom' });
    const two = await under.dossier({ person: 'gus', name: 'Gus Grissom', team: 'port' });
    await under.paper(one, { of: 'letter', text: 'about Gus alone', about: ['party.applicant'] });
    const informant = { type: 'AddParty', of: 'informant', subject: 'ivy' } as const;
    const added = await executeCommand(under.agency.deps, under.petra.principal, {
      caseId: one,
      command: informant,
      idempotencyKey: 'ivy',
    });
    if (added.kind !== 'applied') throw new Error(JSON.stringify(added));
    await under.paper(one, { of: 'letter', text: 'about both', about: ['party.applicant', `party.${added.version}`] });
    const open = await asked(one);
    expect([open.code, open.lines.filter((line) => line.includes('not closed')).length]).toEqual([1, 2]);
    await close(one);
    await close(two);
    expect(await keysOf(one)).toBe(5);
    const deps = { database: under.agency.database, nowMs: () => under.agency.clock.nowMs };
    const hold = await addHoldTo(deps, { tenant: TOWN, caseId: one }, 'A court asks');
    const trial = await asked(one, '--dry-run');
    expect(last(trial.lines)).toBe('2 cases, 1 part erased if it were done, 1 refused. Nothing was done.');
    expect(await keysOf(one)).toBe(5);
    const held = await asked(one, '--ordered', 'Order 5/2026');
    expect(held.lines).toContainEqual(expect.stringContaining(`under hold (${hold ?? ''})`));
    expect([await keysOf(one), await keysOf(two)]).toEqual([5, 1]);
    await endHolds(deps, { tenant: TOWN, caseId: one }, null);
    const done = await asked(one);
    expect([done.code, last(done.lines)]).toEqual([
      0,
      expect.stringMatching(/^2 cases, 2 parts erased, 0 refused\. Record \d+\.$/),
    ]);
    // What is left: the case's own key, and the keys of the other person and of the document about both.
    expect(await keysOf(one)).toBe(3);
    expect((await asked(one)).lines.at(-1)).toMatch(/^2 cases, 0 parts erased, 0 refused/);
    expect(
      (
        await run(
          'erase',
          '--request',
          one,
          '--about',
          `${one}/party.applicant`,
          '--law',
          'x',
          '--class',
          'y',
          '--approved-by',
          'petra,olga',
        )
      ).code,
    ).toBe(1);
    const chain = await verifyChain(under.agency.database, { tenant: TOWN });
    const custody = await verifyCustody(under.agency.database, TOWN);
    const { differences } = await rebuild(under.agency.deps, { tenant: TOWN, mode: 'compare' });
    expect([...chain.problems, ...custody.problems, ...differences]).toEqual([]);
  });

  it('is done again in a database that came back from an older copy, for every part', async () => {
    const one = await under.dossier({ person: 'wally', name: 'Wally Schirra' });
    await under.paper(one, { of: 'letter', text: 'about Wally alone', about: ['party.applicant'] });
    await close(one);
    const { test, deps, clock } = under.agency;
    const copy = async (table: string): Promise<readonly { readonly row: string }[]> =>
      test.query<{ row: string }>(`select row_to_json(t)::text as row from ${table} t where case_id = $1`, [one]);
    const [keys, [head]] = [await copy('data_key'), await copy('case_head')];
    clock.nowMs += 60_000;
    noted.length = 0;
    expect((await asked(one)).code).toBe(0);
    expect(noted.map(({ certificate }) => certificate.caseId)).toEqual([one, one]);
    expect(await keysOf(one)).toBe(1);
    // As it was before: keys, the head, and no word of a destruction.
    for (const table of ['data_key', 'destruction']) await test.query(`delete from ${table} where case_id = $1`, [one]);
    for (const { row } of keys)
      await test.query('insert into data_key select * from json_populate_record(null::data_key, $1::json)', [row]);
    const was = `select version, last_hash, state from json_populate_record(null::case_head, $2::json)`;
    await test.query(`update case_head set (version, last_hash, state) = (${was}) where case_id = $1`, [
      one,
      head?.row,
    ]);
    for (const table of ['event', 'outbox'])
      await test.query(
        `delete from ${table} where case_id = $1 and seq > (select version from case_head where case_id = $1)`,
        [one],
      );
    const stateOf = async (): Promise<string> =>
      (await test.query<{ state: string }>('select state from case_head where case_id = $1', [one]))[0]?.state ?? '';
    expect(await stateOf()).toContain('Wally Schirra');
    expect(await keysOf(one)).toBe(3);
    const ownerDatabase = openDatabase({
      connection: test.ownerConnection,
      contextKey: test.contextKey,
      poolSize: 1,
      settings: '-c TimeZone=UTC',
    });
    clock.nowMs += 60_000;
    try {
      for (const line of noted)
        expect(await destroyAgain({ ...deps, ownerDatabase, nowMs: () => clock.nowMs }, line)).toBe('done');
    } finally {
      await ownerDatabase.close();
    }
    expect(await keysOf(one)).toBe(1);
    expect(await stateOf()).not.toContain('Wally Schirra');
  });

  it('is refused while a class keeps the records, which it names, and goes before that on an order alone', async () => {
    const source = KEPT;
    const published = { tenant: TOWN, person: 'ann', publishedAt: '2026-01-01T00:00:00.000Z' };
    await publishCaseType(under.agency.database, { ...published, caseType: compile(source), source });
    const open = { caseType: 'kept', data: { name: 'Kit' }, subjects: { applicant: 'kit' } };
    const made = await executeCommand(under.agency.deps, under.petra.principal, { open, idempotencyKey: 'kit' });
    if (made.kind !== 'applied') throw new Error(JSON.stringify(made));
    const one = made.caseId;
    await close(one);
    const refused = await asked(one);
    expect(refused.lines[0]).toBe(`Case ${one}, what their key seals: it is kept until 2027-03-02 by Example 1, Rest.`);
    expect([refused.code, await keysOf(one)]).toEqual([1, 2]);
    const ordered = await asked(one, '--ordered', 'Order 6/2026');
    expect([ordered.code, await keysOf(one)]).toEqual([0, 1]);
  });

  it('is what “destroy --subject” does too', async () => {
    const one = await under.dossier({ person: 'hal', name: 'Hal' });
    await under.paper(one, { of: 'letter', text: 'about Hal', about: ['party.applicant'] });
    await close(one);
    const before = await keysOf(one);
    const done = await run(
      'destroy',
      '--subject',
      'hal',
      '--authority',
      'GDA 12',
      '--class',
      '4.2',
      '--approved-by',
      'petra,paul',
    );
    expect([done.code, last(done.lines)]).toEqual([0, '1 destruction carried out, 0 refused.']);
    expect(await keysOf(one)).toBe(before - 2);
    expect(done.lines.length).toBe(3);
  });
});

async function keysOf(caseId: string): Promise<number> {
  const [row] = await under.agency.test.query<{ n: number }>(
    'select count(*)::int as n from data_key where case_id = $1',
    [caseId],
  );
  return row?.n ?? 0;
}
