// Models that are broken or hostile: each is refused in time, with its place and a sentence.
import { describe, expect, test } from 'vitest';
import { compileCase, readCmmn, writeCmmn } from './cmmn.ts';
import { juelToFeel } from './juel.ts';

const NS = 'xmlns="http://www.omg.org/spec/CMMN/20151109/MODEL"';

function model(plan: string): string {
  return `<definitions ${NS}>\n<case id="c">\n<casePlanModel id="p">\n${plan}\n<humanTask id="t" /></casePlanModel></case></definitions>`;
}

function problemsOf(
  source: string,
): readonly { readonly line: number; readonly code: string; readonly reason: string }[] {
  const read = readCmmn(source);
  if ('problems' in read) return read.problems;
  const compiled = compileCase(read.model, read.model.cases[0]?.id ?? '', { hash: 'x' });
  return 'problems' in compiled ? compiled.problems : [];
}

const ITEM = '<planItem id="a" definitionRef="t" />';
const sentry = (source: string, event = 'complete'): string =>
  `<sentry id="s"><planItemOnPart sourceRef="${source}"><standardEvent>${event}</standardEvent></planItemOnPart></sentry>`;

describe('a model is refused where it stands', () => {
  test.each([
    ['a DOCTYPE', `<!DOCTYPE d [<!ENTITY a "b">]>${model(ITEM)}`, 1, 'doctype'],
    ['an entity bomb', `<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>`, 1, 'doctype'],
    ['an entity of its own', model('<planItem id="&bomb;" definitionRef="t" />'), 4, 'not-xml'],
    ['an element that is not closed', `<definitions ${NS}><case id="c">`, 1, 'not-xml'],
    ['depth', `<a>${'<b>'.repeat(10_000)}`, 1, 'too-deep'],
    ['another vocabulary', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" />', 1, 'not-cmmn'],
    ['no case', `<definitions ${NS} />`, 1, 'missing'],
    ['no plan', `<definitions ${NS}><case id="c" /></definitions>`, 1, 'missing'],
    ['a definition that is not there', model('<planItem id="a" definitionRef="none" />'), 4, 'dangling'],
    [
      'a sentry that is not there',
      model('<planItem id="a" definitionRef="t"><entryCriterion sentryRef="none" /></planItem>'),
      4,
      'dangling',
    ],
    [
      'a source that is not there',
      model(`<planItem id="a" definitionRef="t"><entryCriterion sentryRef="s" /></planItem>\n${sentry('none')}`),
      5,
      'dangling',
    ],
    [
      'a sentry on itself',
      model(`<planItem id="a" definitionRef="t"><entryCriterion sentryRef="s" /></planItem>\n${sentry('a')}`),
      4,
      'self-reference',
    ],
    [
      'a stage inside itself',
      model('<planItem id="a" definitionRef="g" />\n<stage id="g"><planItem id="b" definitionRef="g" /></stage>'),
      5,
      'self-reference',
    ],
    ['an id that is there twice', model(`${ITEM}\n${ITEM}`), 5, 'duplicate-id'],
    [
      'an event that is none',
      model(`<planItem id="a" definitionRef="t" />\n${sentry('a', 'explode')}`),
      5,
      'unsupported',
    ],
    ['a process task', model('<processTask id="x" />'), 4, 'unsupported'],
    [
      'a condition that is not FEEL',
      model(
        `${ITEM}\n<planItem id="b" definitionRef="t"><entryCriterion sentryRef="s" /></planItem>\n<sentry id="s"><ifPart><condition>1 +</condition></ifPart></sentry>`,
      ),
      6,
      'condition',
    ],
    [
      'a condition of another product',
      model(
        `<planItem id="b" definitionRef="t"><entryCriterion sentryRef="s" /></planItem>\n<sentry id="s"><ifPart><condition>\${bean.call(x)}</condition></ifPart></sentry>`,
      ),
      5,
      'condition',
    ],
    [
      'a timer without time',
      model('<planItem id="a" definitionRef="e" />\n<timerEventListener id="e" />'),
      5,
      'missing',
    ],
    [
      'a sentry that waits for nothing',
      model('<planItem id="a" definitionRef="t"><entryCriterion sentryRef="s" /></planItem>\n<sentry id="s" />'),
      5,
      'missing',
    ],
  ])('for %s', (_what, source, line, code) => {
    const problems = problemsOf(source);
    expect(problems[0]).toMatchObject({ line, code });
    expect(problems[0]?.reason.length).toBeGreaterThan(10);
  });

  test('when stages use each other until there are too many items', () => {
    const stages = Array.from({ length: 20 }, (_, at) =>
      at === 19
        ? `<stage id="g19"><planItem id="x" definitionRef="t" /></stage>`
        : `<stage id="g${at}"><planItem id="a${at}" definitionRef="g${at + 1}" /><planItem id="b${at}" definitionRef="g${at + 1}" /></stage>`,
    );
    const started = performance.now();
    expect(problemsOf(model(`<planItem id="a" definitionRef="g0" />${stages.join('')}`))[0]?.code).toBe('too-large');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('when it holds more conditions, or more cases, than can be compiled in time', () => {
    const conditions = Array.from(
      { length: 1200 },
      (_, at) => `<sentry id="s${at}"><ifPart><condition>a = ${at}</condition></ifPart></sentry>`,
    );
    expect(problemsOf(model(conditions.join('')))[0]?.reason).toMatch(/Shorten them, or split the case/);
    const cases = Array.from({ length: 101 }, (_, at) => `<case id="k${at}"><casePlanModel id="p${at}"/></case>`);
    expect(problemsOf(`<definitions ${NS}>${cases.join('')}</definitions>`)[0]?.reason).toMatch(/more than 100 cases/);
  });

  test('and never throws, whatever is cut off or changed', () => {
    const whole = model(`<planItem id="b" definitionRef="t"><entryCriterion sentryRef="s" /></planItem>${sentry('b')}`);
    for (let at = 0; at < whole.length; at += 1) {
      expect(() => problemsOf(whole.slice(0, at))).not.toThrow();
      expect(() => problemsOf(`${whole.slice(0, at)}<${whole.slice(at + 2)}`)).not.toThrow();
    }
  });
});

test('names that mean something in JavaScript or to the engine are only names', () => {
  const source = model('<planItem id="case" definitionRef="t" /><planItem id="constructor" definitionRef="t" />');
  expect(problemsOf(source)).toEqual([]);
});

test('text is escaped and comes back as it was', () => {
  const read = readCmmn(model('<planItem id="a" name="&lt;A &amp; &quot;B&quot;&#10;C" definitionRef="t" />'));
  if ('problems' in read) throw new Error('It can be read.');
  const again = readCmmn(writeCmmn(read.model));
  expect('model' in again && again.model.cases[0]?.plan.body?.items[0]?.name).toBe('<A & "B"\nC');
});

describe('JUEL is put into FEEL', () => {
  test.each([
    ['${true}', 'true'],
    ['', 'true'],
    ['${ }', 'true'],
    ['${x}', 'x'],
    ["${a == 1 && b != 'it\\'s' || !c}", 'a = 1 and b != "it\'s" or not(c)'],
    ['#{x ge 2 and y lt 3.5}', 'x >= 2 and y < 3.5'],
    ["${caseInstance.getVariable('x') != null && x}", 'x != null and x'],
    ['${vars:exists(decided) && decided == 2}', '(decided != null) and decided = 2'],
    ["${var:eq(x, 'v')}", '(x = "v")'],
    ['${empty x}', '(x = null)'],
    ['${(a or b) and not c}', '(a or b) and not(c)'],
  ])('%s', (juel, feel) => {
    expect(juelToFeel(juel)).toEqual({ feel });
  });

  test.each([
    '${a.b()}',
    '${x + 1}',
    '${x ? 1 : 2}',
    '${',
    '${execution.getVariable("x")}',
    '${a b}',
    `\${${'('.repeat(50)}x`,
  ])('and %s is refused', (juel) => {
    expect(juelToFeel(juel)).toHaveProperty('problem');
  });
});
