// Models and expressions made to hang, crash or fool the reader: each ends soon, with a located sentence.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDmn, evaluateDecision, readDmn, type DmnProblem } from './dmn.ts';

const OPENING = '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">';

function model(...parts: readonly string[]): string {
  return `${OPENING}${parts.join('')}</definitions>`;
}

function decision(name: string, text: string, requires = ''): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<decision id="${name}" name="${name}"><variable name="${name}"/>${requires}<literalExpression><text>${escaped}</text></literalExpression></decision>`;
}

function problemsOf(xml: string, imports: Readonly<Record<string, string>> = {}): readonly DmnProblem[] {
  const reading = readDmn(xml, (namespace) => imports[namespace] ?? null);
  return 'problems' in reading ? reading.problems : [];
}

function answerOf(xml: string, inputs = {}) {
  const reading = readDmn(xml);
  if ('problems' in reading) throw new Error(reading.problems[0]?.reason);
  return evaluateDecision(compileDmn(reading.model), { decision: 'd', inputs });
}

describe('XML', () => {
  test.each([
    ['a document type', `<!DOCTYPE definitions SYSTEM "http://localhost/x.dtd">${model()}`, /document type/],
    [
      'an entity bomb',
      `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${model(decision('d', '1'))}`,
      /document type/,
    ],
    ['an unknown entity', model('<decision id="d" name="&bomb;"/>'), /./],
    ['depth of 10,000', `${OPENING}${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</definitions>`, /deeper than 200/],
    ['an element that is not closed', `${OPENING}<decision>`, /./],
    ['nothing', '', /./],
    ['another kind of document', '<html/>', /no DMN model/],
  ])('%s is refused with its line and column', (_name, xml, reason) => {
    const [problem] = problemsOf(xml);
    expect(problem?.reason).toMatch(reason);
    expect(problem?.line).toBeGreaterThan(0);
    expect(problem?.column).toBeGreaterThanOrEqual(0);
  });

  test('no text makes the reader throw', () => {
    const part = fc.constantFrom(
      ...[
        OPENING,
        '</definitions>',
        '<decision id="d" name="d">',
        '</decision>',
        '<decisionTable hitPolicy="ODD">',
        '<rule>',
        '</rule>',
        '</decisionTable>',
      ],
      ...[
        '<import namespace="urn:x" importType="DMN"/>',
        '<itemDefinition name="t">',
        '</itemDefinition>',
        '<text>1 +</text>',
        '<context>',
        '</context>',
        '&lt;',
        '<!--',
        '-->',
        '"',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const reading = readDmn(parts.join(''));
        if ('model' in reading) expect(compileDmn(reading.model).problems).toBeInstanceOf(Array);
        else expect(reading.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('references', () => {
  test('a dangling href names who refers to what', () => {
    const requires = '<informationRequirement><requiredDecision href="#nowhere"/></informationRequirement>';
    expect(problemsOf(model(decision('d', '1', requires)))).toEqual([
      { code: 'reference', path: '“d”', reason: 'It refers to “#nowhere”, which no model here has.' },
    ]);
  });

  test('a circle of imports and a missing import are refused', () => {
    const importing = (own: string, other: string): string =>
      `<definitions name="x" namespace="${own}"><import name="i" namespace="${other}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/></definitions>`;
    const [circle] = problemsOf(importing('urn:a', 'urn:b'), {
      'urn:a': importing('urn:a', 'urn:b'),
      'urn:b': importing('urn:b', 'urn:a'),
    });
    expect(circle).toMatchObject({ code: 'import', line: 1 });
    expect(circle?.reason).toContain('urn:a → urn:b → urn:a');
    expect(problemsOf(importing('urn:a', 'urn:b'))[0]?.reason).toContain('There is no model of the namespace “urn:b”');
  });

  test('decisions that need one another have no answer, and say so', () => {
    const needs = (id: string): string =>
      `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`;
    const { value, problems } = answerOf(model(decision('d', 'e', needs('e')), decision('e', 'd', needs('d'))));
    expect(value).toBeNull();
    expect(problems[0]).toMatchObject({ path: 'decision “d”', reason: expect.stringContaining('circle') });
  });

  test('imports that branch without end are refused, each model read once', () => {
    let read = 0;
    const importing = (depth: number): string =>
      `<definitions name="x" namespace="urn:${depth}">${[1, 2].map((more) => `<import name="i" namespace="urn:${depth + more}" importType="DMN"/>`).join('')}</definitions>`;
    const reading = readDmn(importing(0), (namespace) => {
      read += 1;
      return importing(Number(namespace.slice(4)));
    });
    expect('problems' in reading && reading.problems.length).toBeGreaterThan(0);
    expect(read).toBeLessThan(100);
  });

  test('types that refer to one another in a row of 3,000 are read', () => {
    const row = Array.from(
      { length: 3000 },
      (_, at) => `<itemDefinition name="t${at}"><typeRef>t${(at + 1) % 3000}</typeRef></itemDefinition>`,
    );
    expect(answerOf(model(...row, decision('d', '1 instance of t0'))).value).not.toBeNull();
  });

  test('a model with more expressions than can be read in time is refused', () => {
    const many = Array.from({ length: 3000 }, (_, at) => decision(`d${at}`, 'a + b'));
    const reading = readDmn(model(...many));
    if ('problems' in reading) throw new Error(reading.problems[0]?.reason);
    expect(compileDmn(reading.model).problems[0]).toMatchObject({ code: 'budget' });
  });

  test('a type that contains itself is read', () => {
    const type =
      '<itemDefinition name="t"><itemComponent name="t"><typeRef>t</typeRef></itemComponent></itemDefinition>';
    expect(answerOf(model(type, decision('d', '1 instance of t'))).value).toBe(false);
  });
});

describe('expressions', () => {
  test.each([
    ['counting to a billion', 'count(for i in 1..1000000000 return i)', /steps/],
    ['nested loops', 'for a in 1..1000, b in 1..1000, c in 1..1000 return 1', /steps|values/],
    ['doubling partial results', 'for i in 1..1000 return concatenate(partial, partial)', /values|steps|deeply/],
    ['a function that calls itself through its argument', '(function(f) f(f))(function(f) f(f))', /deeply/],
    [
      'doubling a text',
      '{ f: function(s, n, g) if n = 0 then s else g(s + s, n - 1, g), r: upper case(f("aaaaaaaaaaaaaaaa", 60, f)) }.r',
      /values|deeply/,
    ],
    [
      'a catastrophic pattern',
      'matches(string join(for i in 1..30000 return "a"), "((a*)*)*b(a{1,900}){1,900}")',
      /pattern/,
    ],
    ['a huge power', '10 ** 99999999999999999999', /beyond/],
    ['a text that is no FEEL', '1 + + )(', /cannot be read|too early/],
    ['a bracket of 5,000 levels', '('.repeat(5000), /deeply/],
    [
      'a Java function',
      '{ f: function(a) external { java: { class: "java.lang.System", method signature: "exit(int)" } }, r: f(1) }.r',
      /other languages/,
    ],
  ])('%s has no answer, and says why and where', (_name, text, reason) => {
    const { value, problems } = answerOf(model(decision('d', text)));
    expect(value).toBeNull();
    expect(problems.map((problem) => problem.reason).join(' ')).toMatch(reason);
    expect(problems[0]?.path).toContain('decision “d”');
  });

  test('a pattern that would hang a backtracking engine is matched in time', { timeout: 2000 }, () => {
    const { value } = answerOf(
      model(decision('d', 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")')),
    );
    expect(value).toBe(false);
  });

  test('a knowledge model that calls itself without end is stopped', () => {
    const knowledge =
      '<businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>k(n + 1) + 1</text></literalExpression></encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement></businessKnowledgeModel>';
    const requires = '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>';
    const { value, problems } = answerOf(model(knowledge, decision('d', 'k(1)', requires)));
    expect(value).toBeNull();
    expect(problems[0]).toMatchObject({ code: 'budget', reason: expect.stringContaining('too deeply') });
  });
});

describe('decision tables', () => {
  const table = (policy: string): string =>
    model(
      `<inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData><decision id="d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#n"/></informationRequirement>
      <decisionTable hitPolicy="${policy}"><input><inputExpression typeRef="number"><text>n</text></inputExpression></input><output typeRef="string"/>
      ${[
        ['< 10', '"low"'],
        ['>= 5', '"high"'],
      ]
        .map(
          ([test_, output]) =>
            `<rule><inputEntry><text>${test_?.replace('<', '&lt;') ?? ''}</text></inputEntry><outputEntry><text>${output ?? ''}</text></outputEntry></rule>`,
        )
        .join('')}
      </decisionTable></decision>`,
    );

  test('overlapping rules under UNIQUE give null and name the rules', () => {
    expect(answerOf(table('UNIQUE'), { n: 7 })).toEqual({
      value: null,
      hits: [{ table: 'decision “d”', rules: [1, 2] }],
      problems: [
        expect.objectContaining({
          path: 'decision “d”',
          reason: 'Rules 1 and 2 hold at once, and the hit policy UNIQUE allows only one.',
        }),
      ],
    });
    expect(answerOf(table('UNIQUE'), { n: 3 })).toEqual({
      value: 'low',
      hits: [{ table: 'decision “d”', rules: [1] }],
      problems: [],
    });
  });

  test('a value of the wrong type is null with its place, and no rule is asked about it', () => {
    const { problems } = answerOf(table('FIRST'), { n: 'seven' });
    expect(problems[0]?.path).toBe('input “n”');
  });

  test('an unknown hit policy and a rule of the wrong width are refused', () => {
    expect(problemsOf(table('ODD'))[0]?.reason).toContain('hit policy');
    expect(problemsOf(table('UNIQUE').replace('<inputEntry><text>>= 5</text></inputEntry>', ''))[0]?.path).toBe(
      'decision “d” > rule 2',
    );
  });
});

describe('what is small to write and large to hold', () => {
  test.each([
    [
      'a list that holds itself many times over',
      model(decision('d', 'for i in 1..33 return concatenate(partial, partial)')),
      /more than 100000 values/,
    ],
    [
      'a context of thousands of entries',
      model(
        `<decision id="d" name="d"><context>${Array.from({ length: 3_000 }, (_, at) => `<contextEntry><variable name="a${at}"/><literalExpression><text>${at}</text></literalExpression></contextEntry>`).join('')}</context></decision>`,
      ),
      /3000 entries; at most 500/,
    ],
  ])('%s is said in time', { timeout: 10_000 }, (_name, xml, reason) => {
    const reading = readDmn(xml);
    if ('problems' in reading) throw new Error(reading.problems[0]?.reason);
    const compiled = compileDmn(reading.model);
    const { problems } = evaluateDecision(compiled, { decision: 'd', inputs: {} });
    expect([...compiled.problems, ...problems].map((problem) => problem.reason).join(' ')).toMatch(reason);
  });

  test('attributes count like elements', () => {
    const attributes = Array.from({ length: 70_000 }, (_, at) => `a${at}=""`).join(' ');
    expect(problemsOf(model(`<a ${attributes}/>`))[0]?.reason).toMatch(/60000 elements and attributes/);
  });

  test('long names in long texts are read within the effort of a model', { timeout: 10_000 }, () => {
    const inputs = Array.from({ length: 60 }, (_, at) => `<inputData id="n${at}" name="${'a b '.repeat(200)}${at}"/>`);
    const needs = inputs.map(
      (_, at) => `<informationRequirement><requiredInput href="#n${at}"/></informationRequirement>`,
    );
    const reading = readDmn(model(...inputs, decision('d', 'a b '.repeat(2_400), needs.join(''))));
    if ('problems' in reading) throw new Error(reading.problems[0]?.reason);
    expect(compileDmn(reading.model).problems[0]?.reason).toMatch(/more expressions than can be read/);
  });
});
