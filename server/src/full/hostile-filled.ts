// XML filled with one kind of part up to what a reader takes at all: many elements, attributes, references, rules, names.
// Deterministic; what the parts do is for whoever reads them.
import { pickOf, type HostileText } from './hostile-feel.ts';
import type { Chance } from './seeded-chance.ts';

/** Mostly little, now and then as much as is read at all; all of them take what they take for each part. */
export function filled(chance: Chance, make: (at: number) => string): string {
  const usual = pickOf(chance, [30, 300, 300, 1_000, 3_000, 3_000, 10_000, 30_000]);
  const most = chance.percent(6) ? pickOf(chance, [100_000, 300_000, 520_000, 900_000]) : usual;
  const parts: string[] = [];
  for (let length = 0; length < most; length += parts.at(-1)?.length ?? 1) parts.push(make(parts.length));
  return parts.join('');
}

type Part = (at: number) => string;
type Shape = readonly [kind: string, before: string, part: Part, after: string];

/** A plan filled with one kind of part. */
export function filledCase(chance: Chance, plan: (inside: string) => string): HostileText {
  return shaped(chance, pickOf(chance, [...XML, ...CMMN]), plan);
}

/** A decision model filled with one kind of part. */
export function filledModel(chance: Chance, model: (inside: string) => string): HostileText {
  return shaped(chance, pickOf(chance, [...XML, ...DMN]), model);
}

function shaped(chance: Chance, shape: Shape, whole: (inside: string) => string): HostileText {
  const [kind, before, part, after] = shape;
  return { kind: `filled with ${kind}`, text: whole(before + filled(chance, part) + after) };
}

const XML: readonly Shape[] = [
  ['elements', '', () => '<a/>', ''],
  ['open elements', '', () => '<a>', ''],
  ['pairs of elements', '', () => '<a><b/></a>', ''],
  ['attributes', '<a ', (at) => `a${at}="" `, '/>'],
  ['the same attribute', '<a ', () => 'a="" ', '/>'],
  ['namespaces', '<a ', (at) => `xmlns:a${at}="u" `, '/>'],
  ['elements of a namespace', '<a xmlns:p="u">', () => '<p:a p:b="1"/>', '</a>'],
  ['references', '', () => '&lt;', ''],
  ['references in an attribute', '<a b="', () => '&#65;', '"/>'],
  ['comments', '', () => '<!---->', ''],
  ['raw texts', '', () => '<![CDATA[]]>', ''],
  ['instructions', '', () => '<?a?>', ''],
  ['line ends', '', () => '\r', ''],
  ['a long name', '<', () => 'a', '/>'],
];

function task(id: string): string {
  return `<planItem id="${id}" definitionRef="t">`;
}

function conditioned(condition: string): Part {
  return (at) =>
    `${task(`i${at}`)}<entryCriterion sentryRef="s${at}"/></planItem><sentry id="s${at}"><ifPart><condition>${condition}${at}</condition></ifPart></sentry>`;
}

const CMMN: readonly Shape[] = [
  ['items', '', (at) => `${task(`i${at}`)}</planItem>`, ''],
  ['dangling items', '', (at) => `<planItem id="i${at}" definitionRef="x${at}"/>`, ''],
  ['the same item', '', () => `${task('i')}</planItem>`, ''],
  [
    'criteria',
    task('a'),
    (at) => `<entryCriterion id="e${at}" sentryRef="s"/>`,
    '</planItem><sentry id="s"><ifPart><condition>true</condition></ifPart></sentry>',
  ],
  [
    'on-parts',
    `${task('b')}</planItem>${task('a')}<entryCriterion sentryRef="s"/></planItem><sentry id="s">`,
    () => '<planItemOnPart sourceRef="b"><standardEvent>complete</standardEvent></planItemOnPart>',
    '</sentry>',
  ],
  ['conditions', '', conditioned('a = '), ''],
  ['broken conditions', '', conditioned('(('), ''],
  [
    'cases',
    '</casePlanModel></case>',
    (at) => `<case id="k${at}"><casePlanModel id="p${at}"/></case>`,
    '<case id="z"><casePlanModel id="zz">',
  ],
  [
    'file items',
    '</casePlanModel><caseFileModel>',
    (at) => `<caseFileItem id="f${at}"/>`,
    '</caseFileModel><casePlanModel id="q">',
  ],
  ['tables', '', (at) => `<planningTable id="t${at}"/>`, ''],
  [
    'discretionary items',
    '<planningTable id="pt">',
    (at) => `<discretionaryItem id="d${at}" definitionRef="t"/>`,
    '</planningTable>',
  ],
  ['parameters', '<humanTask id="h">', (at) => `<inputParameter id="x${at}"/>`, '</humanTask>'],
  [
    'stages that double',
    '',
    (at) =>
      `<stage id="s${at}"><planItem id="a${at}" definitionRef="s${at + 1}"/><planItem id="b${at}" definitionRef="s${at + 1}"/></stage>`,
    '<planItem id="r" definitionRef="s0"/>',
  ],
];

function literal(text: string): string {
  return `<literalExpression><text>${text}</text></literalExpression>`;
}

const DECISION = '<decision id="d" name="d">';
const TABLE = `${DECISION}<decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/>`;
const TABLE_END = '</decisionTable></decision>';

const DMN: readonly Shape[] = [
  ['inputs', '', (at) => `<inputData id="n${at}" name="n${at}"/>`, ''],
  ['types', '', (at) => `<itemDefinition name="t${at}"><typeRef>number</typeRef></itemDefinition>`, ''],
  [
    'types that double',
    `<inputData id="n" name="n"><variable name="n" typeRef="t0"/></inputData>`,
    (at) =>
      `<itemDefinition name="t${at}"><itemComponent name="a"><typeRef>t${at + 1}</typeRef></itemComponent><itemComponent name="b"><typeRef>t${at + 1}</typeRef></itemComponent></itemDefinition>`,
    '',
  ],
  ['decisions', '', (at) => `<decision id="d${at}" name="d${at}">${literal('1 + 1')}</decision>`, ''],
  ['broken decisions', '', (at) => `<decision id="d${at}" name="d${at}">${literal('((')}</decision>`, ''],
  [
    'a chain of decisions',
    '',
    (at) =>
      `<decision id="d${at}" name="d${at}"><variable name="d${at}"/><informationRequirement><requiredDecision href="#d${at + 1}"/></informationRequirement>${literal(`d${at + 1}`)}</decision>`,
    '',
  ],
  [
    'dangling requirements',
    DECISION,
    (at) => `<informationRequirement><requiredInput href="#n${at}"/></informationRequirement>`,
    `${literal('1')}</decision>`,
  ],
  [
    'rules',
    TABLE,
    (at) => `<rule><inputEntry><text>${at}</text></inputEntry><outputEntry><text>${at} + 1</text></outputEntry></rule>`,
    TABLE_END,
  ],
  ['broken rules', TABLE, () => '<rule><inputEntry><text>(</text></inputEntry></rule>', TABLE_END],
  [
    'columns',
    `${DECISION}<decisionTable>`,
    (at) => `<input><inputExpression><text>${at}</text></inputExpression></input>`,
    `<output/>${TABLE_END}`,
  ],
  ['a list', `${DECISION}<list>`, (at) => literal(String(at)), '</list></decision>'],
  [
    'a context',
    `${DECISION}<context>`,
    (at) => `<contextEntry><variable name="a${at}"/>${literal(String(at))}</contextEntry>`,
    '</context></decision>',
  ],
  [
    'knowledge',
    '',
    (at) =>
      `<businessKnowledgeModel id="k${at}" name="k${at}"><encapsulatedLogic><formalParameter name="x"/>${literal('x')}</encapsulatedLogic></businessKnowledgeModel>`,
    '',
  ],
  [
    'services',
    `${DECISION}${literal('1')}</decision>`,
    (at) => `<decisionService id="s${at}" name="s${at}"><outputDecision href="#d"/></decisionService>`,
    '',
  ],
  [
    'long names',
    `${DECISION}${literal('a b '.repeat(500))}<informationRequirement><requiredInput href="#n0"/></informationRequirement></decision>`,
    (at) => `<inputData id="n${at}" name="${'a b '.repeat(100)}${at}"/>`,
    '',
  ],
];
