import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LaunchError } from '../launch/launch-error.ts';
import { runCli } from './cli.ts';
import { commandNames } from './usage.ts';

const caseTypesFolder = fileURLToPath(new URL('../../../case-types', import.meta.url));

describe('the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function run(...args: string[]): Promise<{ code: number; printed: string[]; said: string[] }> {
    const printed: string[] = [];
    const said: string[] = [];
    const code = await runCli(args, {
      open: () => Promise.reject(new LaunchError('There is no database here.')),
      caseTypesFolder,
      programFolder: caseTypesFolder,
      print: (line) => printed.push(line),
      say: (line) => said.push(line),
      nowMs: () => 0,
    });
    return { code, printed, said };
  }

  function file(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  }

  it('has a help for every command, which tells the exit codes', async () => {
    for (const name of commandNames) {
      const direct = await run(name, '--help');
      expect(direct.code, name).toBe(0);
      expect(direct.printed.join('\n'), name).toMatch(/Exit codes: 0/);
      expect((await run('help', name)).printed, name).toEqual(direct.printed);
    }
    expect(await run()).toEqual(await run('help'));
  });

  it('answers 2 and a sentence to what it does not understand', async () => {
    for (const args of [
      ['nonsense'],
      ['help', 'nonsense'],
      ['verify', '--bad'],
      ['verify', 'extra'],
      ['verify', '--case', 'x'],
      ['import'],
      ['import', 'log.csv'],
      ['check', 'nope'],
      ['routing'],
      ['routing', 'facts'],
      ['routing', 'facts', 'nothing.yaml'],
      ['routing', 'facts', 'nothing.yaml', '--agency', 'demo'],
      ['routing', 'audit', 'extra'],
    ]) {
      const { code, said, printed } = await run(...args);
      expect(code, args.join(' ')).toBe(2);
      expect(said.join('\n'), args.join(' ')).toMatch(/Run "casewright .*help/);
      expect(printed, args.join(' ')).toEqual([]);
    }
  });

  it('answers 3 and the reason when there is no database', async () => {
    for (const args of [
      ['verify'],
      ['rebuild'],
      ['routing', 'audit'],
      ['routing', 'facts', file('people.yaml', 'ann: {}\n'), '--agency', 'demo'],
      ['import', file('log.csv', 'x\n'), '--mapping', 'infringement-notice/road-traffic-fines-csv'],
    ]) {
      expect(await run(...args), args[0]).toMatchObject({ code: 3, said: ['There is no database here.'] });
    }
  });

  it('finds the shipped case types and their mappings sound, and ends with the count', async () => {
    const { code, printed } = await run('check');
    expect(printed.join('\n')).toMatch(/permit-application.*no case was found to stand still/);
    expect(printed.at(-1)).toMatch(/^\d+ case types checked, 0 problems found\.$/);
    expect(code).toBe(0);
  });

  it('tells every problem of a case type with file, line and reason', async () => {
    const path = file('case-type.yaml', 'caseType: x\nversion: 1.0.0\ntitel: Wrong key\n');
    const { code, printed } = await run('check', path);
    expect(code).toBe(1);
    expect(printed.join('\n')).toContain(`${path}:3:`);
    expect(printed.at(-1)).toMatch(/^1 case type checked, \d\d problems found\.$/);
  });

  it('tells a problem of a block in the file of the block, with who imports it, and converts what imports it', async () => {
    const type = (name: string): string => `caseType: ${name}
version: 1.0.0
title: Kind
archetype: service
reference: X-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
uses: [{ block: signing@1.0.0, with: { by: officer } }]
roles: { officer: Officer }
data: { note: { type: text, label: Note } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { look: { title: Look, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;
    const block = (after: string): string => `block: signing
version: 1.0.0
title: Signing
about: Somebody signs.
parameters: { by: { type: role, title: Who signs } }
plan:
  tasks:
    sign: { title: Sign, by: $(by), entry: [{ after: ${after} }] }
`;
    for (const name of ['kind', 'blocks', 'blocks/signing']) mkdirSync(join(folder, name));
    const path = file('kind/case-type.yaml', type('kind'));
    const at = file('blocks/signing/1.0.0.yaml', block('loock'));
    const { code, printed } = await run('check', join(folder, 'kind'));
    expect(code).toBe(1);
    expect(printed[0]).toBe(
      `${at}:8:54: plan.tasks.sign.entry[0].after: There is no plan item “loock”. Did you mean “look”? (signing@1.0.0, which ${path} imports)`,
    );
    writeFileSync(at, block('look'));
    expect(await run('check', path)).toMatchObject({ code: 0 });
    expect(await run('convert', path, join(folder, 'kind.cmmn'))).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'kind.cmmn'), 'utf8')).toContain('"sign"');
  });

  it('warns of what is no contradiction, in the file of the block that says it, and counts it where that is asked', async () => {
    const [warned, strict] = [
      await run('check', 'permit-application'),
      await run('check', 'permit-application', '--strict'),
    ];
    const line = warned.printed.find((one) => one.startsWith('warning: '));
    expect(line).toMatch(
      /case-type\.yaml:\d+:3: clocks\.decide: When “decide” passes, that is on record and nobody is told\./,
    );
    expect([warned.code, strict.code]).toEqual([0, 1]);
    expect(strict.printed.at(-1)).toBe('1 case type checked, 1 problem found.');
  });

  it('says how much of case types their scenarios use, names the rest, and fails below what is asked', async () => {
    const all = await run('scenarios', caseTypesFolder, '--missing', '--at-least', '95');
    expect(all.printed.join('\n')).toMatch(
      /permit-application: \d+ scenarios, [\d.]+ % of it used\n  stages +4 of +4 {2}100 %/,
    );
    expect(all.printed.join('\n')).toContain('    without check-document-x.entry.1');
    expect(all).toMatchObject({ code: 0, said: [] });
    const strict = await run('scenarios', 'permit-application', '--at-least', '99.5', '--json');
    expect(strict.code).toBe(1);
    const [text = ''] = strict.printed;
    expect(JSON.parse(text)).toMatchObject({
      ...{ failed: 0, below: ['permit-application'] },
      caseTypes: [
        {
          name: 'permit-application',
          parts: expect.arrayContaining([expect.objectContaining({ part: 'tasks', missing: [] })]),
        },
      ],
    });
    expect(await run('scenarios', '--at-least', 'most')).toMatchObject({ code: 2 });
  });

  it('tells what does not fit between case types that open each other, and those that do so without end', async () => {
    const caseType = (name: string, uses: string): string =>
      file(
        `${name}.yaml`,
        `caseType: ${name}
version: 1.0.0
title: Kind ${name}
archetype: service
reference: X-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
data: { note: { type: text, label: Note, purpose: Test } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { next: { title: Next, by: officer, performs: case, uses: ${uses}, child: { opening: { site: note } } } } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`,
      );
    const { code, printed } = await run('check', caseType('one', 'two'), caseType('two', 'one'));
    expect(code).toBe(1);
    // Two problems of the mappings, one of the circle, a verdict for each, and the sum.
    expect(printed).toHaveLength(6);
    expect(printed[0]).toContain('one.yaml: next.child.opening.site: Kind two has no field “site”.');
    expect(printed[2]).toContain('one, which opens two, which opens one.');
  });

  it('turns a DMN model into a case type and its decisions into DMN, and writes nothing of one that does not fit', async () => {
    const model = (type: string): string =>
      file(
        `${type}.dmn`,
        `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Fees" namespace="urn:fees">
<inputData id="a" name="Age of Person"><variable name="Age of Person" typeRef="number"/></inputData>
<decision id="f" name="fee"><variable name="fee" typeRef="${type}"/><informationRequirement><requiredInput href="#a"/></informationRequirement>
<literalExpression><text>if Age of Person &lt; 18 then 0 else 12.5</text></literalExpression></decision></definitions>`,
      );
    const [yaml, again] = [join(folder, 'fees.yaml'), join(folder, 'fees-again.dmn')];
    expect(await run('convert', model('number'), yaml)).toMatchObject({ code: 0 });
    expect(readFileSync(yaml, 'utf8')).toContain('if ageOfPerson < 18 then 0 else 12.5');
    expect((await run('check', yaml)).code).toBe(0);
    expect(await run('convert', yaml, again)).toMatchObject({ code: 0 });
    expect(readFileSync(again, 'utf8')).toContain('<inputData id="field.ageOfPerson" name="ageOfPerson">');
    const refused = await run('convert', model('time'), join(folder, 'never.yaml'));
    expect(refused.printed).toEqual([
      expect.stringContaining('time.dmn:1:1: decision “fee”: A field cannot hold a value of the type time.'),
      'Nothing was written.',
    ]);
    expect(refused.code).toBe(1);
    expect(existsSync(join(folder, 'never.yaml'))).toBe(false);
  });

  it('plays the shipped scenarios, and tells the one that does not hold', async () => {
    expect((await run('scenarios')).printed.at(-1)).toMatch(/^\d+ scenarios played, 0 failed\.$/);
    const { code, printed } = await run('scenarios', folderWithWrongScenario());
    expect(code).toBe(1);
    expect(printed.at(-1)).toBe('1 scenario played, 1 failed.');
  });

  it('plays a log without a database in a dry run, and answers 1 when a row is rejected', async () => {
    const header = 'case_id,activity,timestamp';
    const log = file('log.csv', `${header}\nA1,No such activity,2020-01-01\n`);
    const { code, printed, said } = await run('import', log, '--mapping', mapping(), '--dry-run');
    expect(said).toEqual([]);
    expect(code).toBe(1);
    expect(printed.at(-1)).toMatch(/^Dry run: 0 cases, 1 rows, 0 applied, 1 rejected/);
  });

  it('says which file of a log is missing', async () => {
    expect(await run('import', join(folder, 'none.csv'), '--mapping', mapping(), '--dry-run')).toMatchObject({
      code: 3,
    });
  });

  function mapping(): string {
    return file(
      'mapping.yaml',
      [
        'mapping: test',
        'caseType: infringement-notice',
        'log: { format: csv, case: case_id, activity: activity, time: { column: timestamp, precision: day }, actor: { id: clerk, name: Clerk, missing: { id: clerk, name: Clerk } } }',
        'activities:',
        '  Create: { open: true, fields: { createdOn: $date, article: { value: "157" }, amount: { value: "36.00" } } }',
      ].join('\n'),
    );
  }

  function folderWithWrongScenario(): string {
    const place = mkdtempSync(join(folder, 'type-'));
    const shipped = join(caseTypesFolder, 'infringement-notice');
    copyInto(place, shipped);
    return place;
  }
});

function copyInto(place: string, shipped: string): void {
  copyFileSync(join(shipped, 'case-type.yaml'), join(place, 'case-type.yaml'));
  mkdirSync(join(place, 'scenarios'));
  const scenario = [
    'scenario: A fine is closed by being opened',
    'given: []',
    "when: [{ at: 2020-01-01, do: { type: OpenCase, data: { createdOn: 2020-01-01, article: '157', amount: '36.00' } } }]",
    'then: { status: closed }',
  ];
  writeFileSync(join(place, 'scenarios', 'wrong.yaml'), scenario.join('\n'));
}
