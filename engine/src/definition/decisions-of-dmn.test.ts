import { describe, expect, it } from 'vitest';
import { decide, evolve } from '../case/case.ts';
import { readDmn, writeDmn } from '../dmn/dmn.ts';
import { checkCaseType, modelOfDecisions, sourceOfDmn, type CaseType } from './definition.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';

const OURS = `${HEAD_UNDER_TEST}zone: Europe/Rome
team: desk
roles: { officer: Officer }
data:
  amount: { type: money, label: Amount }
  points: { type: number, label: Points }
  kind: { type: choice, label: Kind, options: { theft: Theft, fraud: Fraud } }
  told: { type: long-text, label: Told }
  receivedAt: { type: instant, label: Received }
  receivedOn: { type: date, label: Received on }
  urgent: { type: boolean, label: Urgent }
  desk: { type: text, label: Desk }
  unused: { type: text, label: Unused }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { amount: optional, kind: optional } } }
decisions:
  triage:
    title: Who looks at it & why
    hit: first
    inputs: [amount, kind, 'receivedAt != null or receivedOn = date("2026-01-01")']
    outputs: [desk, urgent]
    rules:
      - { when: ['> 1000.00', '-', '-'], then: ['"head"', 'true'] }
      - { when: ['-', '"theft", "fraud"', 'false'], then: ['if told = null then "police" else told', 'kind = "theft"'] }
  score: { title: Points, hit: sum, inputs: [amount], outputs: [points], rules: [{ when: ['[1..10]'], then: ['1'] }, { when: ['< 5'], then: ['2'] }] }
  fee: { title: Fee, inputs: ['true'], outputs: [amount], rules: [{ when: ['-'], then: ['12.50'] }] }
plan: { tasks: { a: { title: A, by: officer, performs: decision, uses: triage } } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

function checked(source: string): CaseType {
  const result = checkCaseType(source, '');
  if ('problems' in result) throw new Error(result.problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  return result.caseType;
}

/** JSON is YAML too. */
function caseTypeOfDmn(xml: string): CaseType | readonly string[] {
  const read = readDmn(xml);
  if ('problems' in read) throw new Error(read.problems.map(({ reason }) => reason).join('\n'));
  const converted = sourceOfDmn(read.model);
  if ('problems' in converted) return converted.problems.map(({ path, reason }) => `${path}: ${reason}`);
  return checked(JSON.stringify(converted.source));
}

function dmn(body: string, types = ''): string {
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Model" namespace="urn:x">${types}
    <inputData id="i1" name="Full Name"><variable name="Full Name" typeRef="string"/></inputData>
    <inputData id="i2" name="Age"><variable name="Age" typeRef="number"/></inputData>${body}</definitions>`;
}

function decision(name: string, logic: string, { type = 'string', requires = '' } = {}): string {
  return `<decision id="${name}" name="${name}"><variable name="${name}" typeRef="${type}"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement><informationRequirement><requiredInput href="#i2"/></informationRequirement>${requires}${logic}</decision>`;
}

function literal(text: string): string {
  return `<literalExpression><text>${text}</text></literalExpression>`;
}

function table(attributes: string, output = '<output/>', rule = ''): string {
  return `<decisionTable ${attributes}><input><inputExpression typeRef="number"><text>Age</text></inputExpression></input>${output}
    <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>"child " + Full Name</text></outputEntry>${rule}</rule></decisionTable>`;
}

function refusals(xml: string): readonly string[] {
  const result = caseTypeOfDmn(xml);
  if (!Array.isArray(result)) throw new Error('It was converted.');
  return result;
}

describe('the decisions of a case type', () => {
  it('come back from DMN 1.5 as they were, with the kinds of their fields', () => {
    const caseType = checked(OURS);
    const xml = writeDmn(modelOfDecisions(caseType));
    const back = caseTypeOfDmn(xml);
    if (!('decisions' in back)) throw new Error(back.join('\n'));
    expect([...back.decisions]).toEqual([...caseType.decisions]);
    const kinds = ({ fields }: CaseType): readonly unknown[] =>
      [...fields.values()]
        .filter(({ name }) => name !== 'unused')
        .map(({ name, kind, options }) => [name, kind, options?.map(({ value }) => value)]);
    expect(kinds(back)).toEqual(kinds(caseType));
    expect(writeDmn(modelOfDecisions({ ...back, name: 'example', title: 'Example' }))).toBe(xml);
  });
});

describe('a model of another product', () => {
  it('becomes a case whose decisions follow each other, under names that a case type allows', () => {
    const greeting = decision('greeting', literal('"Hello " + Full Name'));
    const requires = '<informationRequirement><requiredDecision href="#greeting"/></informationRequirement>';
    const back = caseTypeOfDmn(
      dmn(decision('Whole Text', literal('greeting + (if Age &gt; 17 then "!" else "?")'), { requires }) + greeting),
    );
    if (!('decisions' in back)) throw new Error(back.join('\n'));
    const command = {
      type: 'OpenCase',
      reference: 'X',
      subjects: {},
      data: { fullName: 'Full Name', age: 20 },
    } as const;
    const result = decide(back, null, command, { occurred: '2026-01-15', actor: 'x' });
    if ('rejection' in result) throw new Error(JSON.stringify(result.rejection));
    expect(evolve(null, result.event).data).toMatchObject({
      greeting: 'Hello Full Name',
      wholeText: 'Hello Full Name!',
    });
  });

  it('keeps a default where the first rule counts, and a list of texts as a choice', () => {
    const output =
      '<output typeRef="string"><outputValues><text>"a", "b"</text></outputValues><defaultOutputEntry><text>"b"</text></defaultOutputEntry></output>';
    const back = caseTypeOfDmn(dmn(decision('group', table('hitPolicy="FIRST"', output))));
    if (!('decisions' in back)) throw new Error(back.join('\n'));
    expect(back.decisions.get('group')).toMatchObject({
      hit: 'first',
      rules: [
        { when: ['< 18'], then: ['"child " + fullName'] },
        { when: ['-'], then: ['"b"'] },
      ],
    });
    expect(back.fields.get('group')).toMatchObject({ kind: 'choice', options: [{ value: 'a' }, { value: 'b' }] });
  });

  it('is refused with the place of everything that a case type cannot say', () => {
    expect(refusals(dmn(decision('d', table('hitPolicy="RULE ORDER"'))))[0]).toContain(
      'decision “d”: A case type has no hit policy RULE ORDER',
    );
    expect(
      refusals(
        dmn(decision('d', table('', '<output><defaultOutputEntry><text>1</text></defaultOutputEntry></output>'))),
      )[0],
    ).toContain('decision “d”, output 1: Only a table whose first rule counts');
    expect(
      refusals(dmn(decision('d', table('', '<output/>', '<annotationEntry><text>why</text></annotationEntry>'))))[0],
    ).toContain('decision “d”, rule 1: A case type has no place for the annotation');
    expect(refusals(dmn(decision('d', literal('Age'), { type: 'time' })))[0]).toContain(
      'decision “d”: A field cannot hold a value of the type time.',
    );
    expect(refusals(dmn(decision('d', '<list/>')))[0]).toContain(
      'decision “d”: A case type has no place for a boxed list.',
    );
    expect(refusals(dmn(decision('d', literal('for Age in [1] return Age'))))[0]).toContain('“Age” a second meaning');
    const knowledge = '<businessKnowledgeModel id="k" name="k"><variable name="k"/></businessKnowledgeModel>';
    expect(refusals(dmn(decision('d', literal('Age')) + knowledge))).toEqual([
      'business knowledge model “k”: A case type has no place for a function. Put what it says into the tables that use it.',
    ]);
    const range =
      '<itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..120]</text></allowedValues></itemDefinition>';
    expect(refusals(dmn(decision('d', literal('Age'), { type: 'tAge' }), range))[0]).toContain(
      'restricted to [0..120]',
    );
    expect(refusals(dmn(''))).toEqual(['model: It holds no decision.']);
  });
});
