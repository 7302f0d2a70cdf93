// Models and case types that mean harm: bombs made for a reader, and sound ones that were broken at random. Deterministic:
// the same chance and seeds give the same texts.
import { filledCase, filledModel } from './hostile-filled.ts';
import { hostileFeel, pickOf, type HostileText } from './hostile-feel.ts';
import type { Chance } from './seeded-chance.ts';

const CMMN = 'xmlns="http://www.omg.org/spec/CMMN/20151109/MODEL"';
const DMN = 'xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"';

/** Breaks a sound text: cut, doubled, moved, filled with other bytes, or with its references led astray. */
export function broken(chance: Chance, source: string): HostileText {
  const at = chance.between(0, source.length);
  const to = Math.min(source.length, at + chance.between(0, 80));
  const ways: readonly (() => HostileText)[] = [
    () => ({ kind: 'cut off', text: source.slice(0, at) }),
    () => ({ kind: 'a part taken out', text: source.slice(0, at) + source.slice(to) }),
    () => ({ kind: 'a part doubled', text: source.slice(0, to) + source.slice(at) }),
    () => ({ kind: 'a part put elsewhere', text: moved(chance, source, source.slice(at, to)) }),
    () => ({ kind: 'random bytes put in', text: source.slice(0, at) + randomBytes(chance, 40) + source.slice(at) }),
    () => ({ kind: 'a token put in', text: source.slice(0, at) + pickOf(chance, TOKENS) + source.slice(at) }),
    () => ({ kind: 'a reference led astray', text: astray(chance, source) }),
    () => ({ kind: 'a value made huge', text: huge(chance, source) }),
    () => ({ kind: 'lines shuffled', text: chance.shuffled(source.split('\n')).join('\n') }),
  ];
  const once = pickOf(chance, ways)();
  return chance.percent(20) ? broken(chance, once.text.slice(0, 100_000)) : once;
}

export function randomBytes(chance: Chance, most: number): string {
  const codes = Array.from({ length: chance.between(1, most) }, () =>
    chance.percent(70) ? chance.between(0, 255) : chance.between(0, 0xffff),
  );
  return String.fromCharCode(...codes);
}

const TOKENS: readonly string[] = [
  ...['<', '>', '&', '&amp;', '&bomb;', '&#x0;', '&#1114112;', ']]>', '<![CDATA[', '<!--', '-->', '<?x ?>', '"', "'"],
  ...['<!DOCTYPE a [<!ENTITY b "c">]>', '\u0000', '\uFEFF', '\t', ': ', '- ', '&a ', '*a', '!!js/function ', '<<: *a'],
  ...[
    '{',
    '}',
    '[',
    '|',
    '>-',
    '%YAML 9',
    '---\n',
    '...\n',
    '? ',
    '!!binary ',
    '__proto__: 1\n',
    'null',
    '.inf',
    '0x7f',
  ],
];

function moved(chance: Chance, source: string, part: string): string {
  const rest = source.replace(part, '');
  const at = chance.between(0, rest.length);
  return rest.slice(0, at) + part + rest.slice(at);
}

/** One quoted or named thing becomes another of the same text: dangling references, references to itself, circles. */
function astray(chance: Chance, source: string): string {
  const words = [...source.matchAll(/[A-Za-z_][\w-]{1,30}/g)];
  if (words.length === 0) return 'nowhere';
  const { 0: word, index } = pickOf(chance, words);
  const other = chance.percent(30) ? 'nowhere' : pickOf(chance, words)[0];
  return source.slice(0, index) + other + source.slice(index + word.length);
}

function huge(chance: Chance, source: string): string {
  const numbers = [...source.matchAll(/\d+/g)];
  if (numbers.length === 0) return source;
  const { 0: number, index } = pickOf(chance, numbers);
  const big = pickOf(chance, ['9'.repeat(400), '1e309', '-1', '99999999999999999999', '0', '9'.repeat(20_000)]);
  return source.slice(0, index) + big + source.slice(index + number.length);
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** How many parts a bomb has. */
export function count(chance: Chance): number {
  return chance.percent(5) ? 3_000 : pickOf(chance, [3, 50, 199, 201, 201, 900]);
}

export function cmmnBomb(chance: Chance): HostileText {
  const n = count(chance);
  const each = (make: (at: number) => string): string => Array.from({ length: n }, (_, at) => make(at)).join('');
  const plan = (inside: string): string =>
    `<definitions ${CMMN}><case id="c"><casePlanModel id="p">${inside}<humanTask id="t"/></casePlanModel></case></definitions>`;
  const feel = escaped(hostileFeel(chance).text);
  const bombs: readonly (() => HostileText)[] = [
    ...xmlBombs(plan(''), n),
    () => filledCase(chance, plan),
    () => ({
      kind: 'stages within stages',
      text: plan(
        `${each((at) => `<planItem id="i${at}" definitionRef="s${at}"/><stage id="s${at}">`)}${'</stage>'.repeat(n)}`,
      ),
    }),
    () => ({
      kind: 'stages that hold the next stage twice',
      text: plan(
        `<planItem id="r" definitionRef="s0"/>${each((at) => `<stage id="s${at}"><planItem id="a${at}" definitionRef="s${at + 1}"/><planItem id="b${at}" definitionRef="s${at + 1}"/></stage>`)}<stage id="s${n}"/>`,
      ),
    }),
    () => ({ kind: 'many items', text: plan(each((at) => `<planItem id="i${at}" definitionRef="t"/>`)) }),
    () => ({
      kind: 'a chain of sentries',
      text: plan(
        each(
          (at) =>
            `<planItem id="i${at}" definitionRef="t"><entryCriterion sentryRef="s${at}"/></planItem><sentry id="s${at}"><planItemOnPart sourceRef="i${(at + 1) % n}"><standardEvent>complete</standardEvent></planItemOnPart></sentry>`,
        ),
      ),
    }),
    () => ({
      kind: 'a hostile condition',
      text: plan(
        `<planItem id="a" definitionRef="t"><entryCriterion sentryRef="s"/></planItem><sentry id="s"><ifPart><condition>${feel}</condition></ifPart></sentry>`,
      ),
    }),
    () => ({
      kind: 'a hostile timer',
      text: plan(
        `<planItem id="a" definitionRef="e"/><timerEventListener id="e"><timerExpression>${pickOf(chance, ['R999999999/PT0S', `PT${'9'.repeat(n)}S`, 'R/P0D', `P${n}Y${n}M`, feel])}</timerExpression></timerEventListener>`,
      ),
    }),
  ];
  return pickOf(chance, bombs)();
}

function xmlBombs(sound: string, n: number): readonly (() => HostileText)[] {
  const entities = Array.from(
    { length: Math.min(n, 60) },
    (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};&e${at};">`,
  );
  return [
    () => ({ kind: 'an entity bomb', text: `<!DOCTYPE d [<!ENTITY e0 "x">${entities.join('')}]>${sound}` }),
    () => ({ kind: 'an outside entity', text: `<!DOCTYPE d SYSTEM "file:///etc/hostname">${sound}` }),
    () => ({ kind: 'depth', text: `${sound.slice(0, 60)}${'<a>'.repeat(n * 10)}` }),
    () => ({
      kind: 'many attributes',
      text: `<definitions ${Array.from({ length: n }, (_, at) => `a${at}="1"`).join(' ')}/>`,
    }),
    () => ({ kind: 'a long attribute', text: sound.replace('id="', `id="${'x'.repeat(n * 50)}`) }),
    () => ({
      kind: 'many namespaces',
      text: Array.from({ length: Math.min(n, 190) }, (_, at) => `<a xmlns:n${at}="urn:${at}">`).join(''),
    }),
    () => ({ kind: 'character references', text: sound.replace('>', `>${'&#65;'.repeat(n)}`) }),
    () => ({ kind: 'a comment without end', text: `${sound.slice(0, 40)}<!--${'-'.repeat(n * 20)}` }),
  ];
}

function requires(id: string): string {
  return `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`;
}

export function dmnModel(parts: string): string {
  return `<definitions ${DMN} name="m" namespace="urn:m">${parts}</definitions>`;
}

export function dmnDecision(id: string, text: string, needs = ''): string {
  return `<decision id="${id}" name="${id}"><variable name="${id}"/>${needs}<literalExpression><text>${escaped(text)}</text></literalExpression></decision>`;
}

/** Our own sound models, for breaking. */
export function dmnSeed(chance: Chance): string {
  const policy = pickOf(chance, ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER']);
  const rules = Array.from(
    { length: chance.between(0, 6) },
    (_, at) =>
      `<rule><inputEntry><text>&lt; ${at}</text></inputEntry><outputEntry><text>"${at}"</text></outputEntry></rule>`,
  );
  const table = `<inputData id="n" name="amount"><variable name="amount" typeRef="tAmount"/></inputData><decision id="d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#n"/></informationRequirement><decisionTable hitPolicy="${policy}"><input><inputExpression typeRef="number"><text>amount</text></inputExpression></input><output typeRef="string"><outputValues><text>"0","1"</text></outputValues></output>${rules.join('')}</decisionTable></decision>`;
  const type =
    '<itemDefinition name="tAmount"><typeRef>number</typeRef><allowedValues><text>[0..100]</text></allowedValues></itemDefinition>';
  const knowledge =
    '<businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic><formalParameter name="x"/><literalExpression><text>if x &lt; 1 then 0 else x</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>';
  return dmnModel(`${type}\n${table}\n${knowledge}\n${dmnDecision('e', 'd', requires('d'))}`);
}

export function dmnBomb(chance: Chance): HostileText {
  const n = count(chance);
  const each = (make: (at: number) => string): string => Array.from({ length: n }, (_, at) => make(at)).join('');
  const feel = hostileFeel(chance).text;
  const bombs: readonly (() => HostileText)[] = [
    ...xmlBombs(dmnModel(dmnDecision('d', '1')), n),
    () => filledModel(chance, dmnModel),
    () => ({
      kind: 'decisions in a circle',
      text: dmnModel(
        each((at) => dmnDecision(at === 0 ? 'd' : `d${at}`, '1', requires(at === n - 1 ? 'd' : `d${at + 1}`))),
      ),
    }),
    () => ({
      kind: 'decisions that double',
      text: dmnModel(
        `${each((at) => dmnDecision(at === 0 ? 'd' : `d${at}`, `d${at + 1} + d${at + 1}`, requires(`d${at + 1}`) + requires(`d${at + 1}`)))}${dmnDecision(`d${n}`, '1')}`,
      ),
    }),
    () => ({
      kind: 'knowledge that calls itself',
      text: dmnModel(
        `<businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>k(n + 1) + k(n - 1)</text></literalExpression></encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement></businessKnowledgeModel>${dmnDecision('d', 'k(1)', '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>')}`,
      ),
    }),
    () => ({
      kind: 'types in a circle',
      text: dmnModel(
        `${each((at) => `<itemDefinition name="t${at}"><typeRef>t${(at + 1) % n}</typeRef></itemDefinition>`)}<decision id="d" name="d"><variable name="d" typeRef="t0"/><literalExpression><text>1</text></literalExpression></decision>`,
      ),
    }),
    () => ({
      kind: 'a type within itself',
      text: dmnModel(
        `<itemDefinition name="t" isCollection="true"><itemComponent name="t"><typeRef>t</typeRef></itemComponent></itemDefinition><decision id="d" name="d"><variable name="d" typeRef="t"/><literalExpression><text>[{t: [{t: null}]}]</text></literalExpression></decision>`,
      ),
    }),
    () => ({
      kind: 'imports in a circle',
      text: `<definitions name="x" namespace="urn:a" ${DMN}><import name="i" namespace="urn:circle" importType="${DMN.slice(7, -1)}"/></definitions>`,
    }),
    () => ({
      kind: 'imports without end',
      text: `<definitions name="x" namespace="urn:0" ${DMN}><import name="i" namespace="urn:endless:1" importType="${DMN.slice(7, -1)}"/><import name="j" namespace="urn:endless:2" importType="${DMN.slice(7, -1)}"/></definitions>`,
    }),
    () => ({
      kind: 'a large table',
      text: dmnModel(
        `<decision id="d" name="d"><variable name="d"/><decisionTable hitPolicy="COLLECT" aggregation="SUM"><input><inputExpression><text>${escaped(feel)}</text></inputExpression></input><output/>${each((at) => `<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>${at}</text></outputEntry></rule>`)}</decisionTable></decision>`,
      ),
    }),
    () => ({
      kind: 'boxes within boxes',
      text: dmnModel(
        `<decision id="d" name="d"><variable name="d"/>${'<context><contextEntry><variable name="a"/>'.repeat(Math.min(n, 90))}<literalExpression><text>1</text></literalExpression>${'</contextEntry></context>'.repeat(Math.min(n, 90))}</decision>`,
      ),
    }),
  ];
  return pickOf(chance, bombs)();
}
