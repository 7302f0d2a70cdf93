// Faults in the evaluator, in the reading of facts and in what is written for the database, one at a time, and faults in the
// policies as written. Each is a mistake that somebody could make.
import type { Mutant } from './mutant-list.ts';

const READ = 'policy/read-access-facts.ts';
const DECIDE = 'policy/decide-access.ts';
const TERMS = 'policy/decide-terms.ts';
const COMPILE = 'policy/compile-access.ts';

/** In the sources of the engine. */
export const POLICY_MUTANTS: readonly Mutant[] = [
  fault(READ, 'a fact holds at its end', 'now < fact.until', 'now <= fact.until'),
  fault(READ, 'a fact does not hold at its start', 'fact.from > now', 'fact.from >= now'),
  fault(READ, 'two facts with one id are both read', 'if (seen.has(id)) repeated.add(id);', ''),
  fault(READ, 'a fact that names nothing closes nothing', 'closed ||= named.length === 0;', ''),
  fault(READ, 'a fact that cannot be read bars nothing', 'barred.add(name)', 'void name'),
  fault(READ, 'any period can be read', "!isInstant(memberOf(given, 'until'))", 'false'),
  fault(READ, 'half a millisecond is an instant', 'Number.isSafeInteger(value)', "typeof value === 'number'"),
  fault(READ, 'members are not looked at', '!fits(given, FACT_SHAPES[kind as FactKind])', 'false'),
  fault(READ, 'a flag may be anything', "return typeof value === 'boolean';", 'return true;'),
  fault(
    READ,
    'an id may be anything',
    "return typeof value === 'string' && QUALIFIED.test(value);",
    "return typeof value === 'string';",
  ),
  fault(
    READ,
    'only the unit itself is above',
    'if (parent !== null && !reached.includes(parent)) reached.push(parent);',
    '',
  ),
  fault(DECIDE, 'a person who left is known', "factsAbout(sight, 'person', ['person', person]).length === 0", 'false'),
  fault(DECIDE, 'a barred person is known', 'barred.has(person) ||', ''),
  fault(
    DECIDE,
    'a barred unit bars no member',
    'barred.size === 0 || !unitsAround(sight, person).some((unit) => barred.has(unit))',
    'true',
  ),
  fault(
    DECIDE,
    'a barred case is open',
    'fact === undefined || others.length > 0 || isBarred(sight, fact)',
    'fact === undefined || others.length > 0',
  ),
  fault(
    DECIDE,
    'a case known in two ways is open',
    'fact === undefined || others.length > 0 ||',
    'fact === undefined ||',
  ),
  fault(DECIDE, 'a part described twice is open', 'part === undefined || more.length > 0', 'part === undefined'),
  fault(DECIDE, 'a section may be a field', "section.kind !== 'section' || section.section !== section.part", 'false'),
  fault(
    DECIDE,
    'anybody stands in for anybody',
    "factsAbout(sight, 'delegation', ['to', person]).some(({ by }) => by === onBehalfOf)",
    'true',
  ),
  fault(DECIDE, 'a delegation is taken backwards', '({ by }) => by === onBehalfOf', '({ to }) => to === person'),
  fault(DECIDE, 'work is handed to another agency', 'agencyOf(onBehalfOf) === agencyOf(person) &&', ''),
  fault(DECIDE, 'a section asks for nothing', 'section === part ? [part] : [section, part]', '[part]'),
  fault(
    DECIDE,
    'who stands in uses what cannot be handed on',
    'if (standsIn && !isHandedOn(sight.world, rule, fact)) missing',
    'if (false) missing',
  ),
  fault(
    DECIDE,
    'any membership hands on',
    'fact.delegable && rightsOf(world, fact.role).delegable',
    'rightsOf(world, fact.role).delegable',
  ),
  fault(DECIDE, 'any role hands on', 'fact.delegable && rightsOf(world, fact.role).delegable', 'fact.delegable'),
  fault(DECIDE, 'every role reaches below', 'rightsOf(sight.world, role).below && unitAndAbove', 'unitAndAbove'),
  fault(
    DECIDE,
    'a unit below reaches above',
    'unitAndAbove(sight, owner).includes(unit)',
    'unitAndAbove(sight, unit).includes(owner)',
  ),
  fault(DECIDE, 'any case is the case of a grant', '.filter((each) => each.case === fact.case)', ''),
  fault(DECIDE, 'every fact opens every section', 'fact.sections === null || fact.sections.includes(section)', 'true'),
  fault(DECIDE, 'any role is among the named', 'readers.includes(fact.role)', 'true'),
  fault(
    DECIDE,
    'one list of readers is enough',
    'return parts.every(({ readers })',
    'return parts.length === 0 || parts.some(({ readers })',
  ),
  fault(DECIDE, 'any consent will do', 'id === share.consent && purpose', 'purpose'),
  fault(
    DECIDE,
    'a consent is for any purpose',
    'id === share.consent && purpose === share.purpose',
    'id === share.consent',
  ),
  fault(DECIDE, 'blanks are a reason', 'fact.reason.trim().length', 'fact.reason.length'),
  fault(
    TERMS,
    'the lowest level counts',
    'Math.max(rank, levels.get(scale) ?? 0)',
    'Math.min(rank, levels.get(scale) ?? rank)',
  ),
  fault(
    TERMS,
    'a level that is not on its scale asks for nothing',
    'if (rank === null) clearance.push(NOBODY);',
    'if (rank === null) continue;',
  ),
  fault(
    TERMS,
    'a marker that nobody knows asks for nothing',
    '`marker:${scale}/${marker}` : NOBODY',
    '`marker:${scale}/${marker}` : `level:${scale}/0`',
  ),
  fault(TERMS, 'a clearance is one level short', 'below <= rank', 'below < rank'),
  fault(TERMS, 'a clearance off its scale counts', 'if (rank === null) continue;\n    for', 'for'),
  fault(
    TERMS,
    'parts have no compartments',
    '[fact, ...parts].flatMap((each) => each.compartments',
    '[fact].flatMap((each) => each.compartments',
  ),
  fault(
    TERMS,
    'walls of matters do not stand',
    'wallsAround(sight, fact);',
    "standingWalls(sight, ['case', fact.case]);",
  ),
  fault(TERMS, 'walls find no units', '(wall.unit !== null && around.includes(wall.unit))', 'false'),
  fault(
    TERMS,
    'a seal on a section seals nothing',
    'seal.section === null || seal.section === section',
    'seal.section === null',
  ),
  fault(TERMS, 'a seal on a section seals all', 'seal.section === null || seal.section === section', 'true'),
  fault(
    TERMS,
    'one purpose in common is not needed',
    'common.filter((purpose) => purposes.includes(purpose))',
    'purposes',
  ),
  fault(
    COMPILE,
    'rows forget their readers',
    'const roles = commonReaders(parts);',
    'const roles = commonReaders([]);',
  ),
  fault(COMPILE, 'rows of a unit are open above', '`over:${unit}`)];', '`in:${unit}`)];'),
  fault(
    COMPILE,
    'every assignment is handed on',
    '...(isHandedOn(sight.world, rule, fact) ? [`handed:${person}`] : [])',
    '`handed:${person}`',
  ),
  fault(
    COMPILE,
    'a context opens every section',
    '[here, ...fact.sections.map((section) => `${here}/${section}`)]',
    '[here, `${here}/*`]',
  ),
  fault(
    COMPILE,
    'a context ignores conditions',
    'rule.conditions.every((condition) =>\n      conditionHolds(sight, condition, { fact, reader: { ...reader, person: worker } }),\n    );',
    'true;',
  ),
  fault(
    COMPILE,
    'who stands in holds what one of both holds',
    'others.every((other) => other.includes(token))',
    'true',
  ),
  fault(COMPILE, 'a context has no matters', '(matter === null ? [] : [`matter:${matter}`])', '[]'),
  fault(COMPILE, 'a row has no walls', 'return [...walls, ...fact.matters', 'return [...fact.matters'),
  fault(
    COMPILE,
    'a barred row is open',
    'tokens: [programToken(agency)], needs: [NOBODY], purposes: [], walls: [], until: until()',
    "tokens: ['purpose:*'], needs: [], purposes: ['purpose:*'], walls: [], until: until()",
  ),
];

const READER = '(select app.reader())::text[]';

/** In the policies as they are written for a plain server: each is a change of that text. */
export const SQL_MUTANTS: readonly Omit<Mutant, 'file'>[] = [
  change('a clearance of one level passes all', 'needs <@ reader', 'needs && reader'),
  change('needs are not looked at', 'needs <@ reader', 'true'),
  change('purposes are not looked at', 'purposes && reader', 'true'),
  change('walls are not looked at', 'not walls && reader', 'true'),
  change('walls are turned round', 'not walls && reader', 'walls && reader'),
  change('what is out of date is shown', '(fresh\n', '(true\n'),
  change(
    'the agency is not compared',
    "\n     and tenant = pg_catalog.split_part(pg_catalog.current_setting('app.ctx', true), ':', 1)",
    '',
  ),
  change('everybody is the program', "return ('program:' || tenant) = any (reader) or", 'return true or'),
  change('nobody is the program', "return ('program:' || tenant) = any (reader) or", 'return false or'),
  change(
    'no signature is needed',
    '\n       = pg_catalog.substring(signed, pg_catalog.octet_length(signed) - 63)',
    ' is not null',
  ),
  change('only the start is signed', 'inner_pad || body', 'inner_pad || pg_catalog.substring(body, 1, 20)'),
  change('a context never expires', "expires::bigint > pg_catalog.date_part('epoch', pg_catalog.now())", 'true'),
  change('the first token is lost', 'before + 1)', 'before + 3)'),
  part('a grant is not needed', `tokens && ${READER} and`, 'true and'),
  part('what bars only adds', `tokens && ${READER} and`, `tokens && ${READER} or`),
  part('needs are no restriction', "needs = '{}'", 'true'),
  part('walls are no restriction', "walls = '{}'", 'true'),
  part('purposes are no restriction', "purposes = '{purpose:*}'", 'true'),
  part('what is not restricted is never out of date', 'access_until > now() and', 'true and'),
  change(
    'removing lets read',
    'create policy removed on case_part for delete using (',
    'create policy removed on case_part using (true or ',
  ),
  change(
    'one table shows everything',
    'create policy readable on case_part for select\n  using (',
    'create policy readable on case_part for select\n  using (true or ',
  ),
];

function fault(file: string, name: string, ...[find, put]: readonly [find: string, put: string]): Mutant {
  return { name, file, find, put };
}

function change(name: string, find: string, put: string): Omit<Mutant, 'file'> {
  return { name, find, put };
}

/** The policy of reading parts, whose condition is the text of the other tables' too. */
function part(name: string, find: string, put: string): Omit<Mutant, 'file'> {
  const opening = 'create policy readable on case_part for select\n  using (';
  const condition = `tokens && ${READER} and ((access_until > now() and needs = '{}' and walls = '{}' and purposes = '{purpose:*}')`;
  return { name, find: opening + condition, put: opening + condition.replace(find, put) };
}
