// Reads CMMN 1.1 and 1.0 into a model, matching local names only. Elements of other namespaces are ignored; elements of
// CMMN that we cannot hold are refused where they stand.
import {
  attribute,
  childNamed,
  childrenNamed,
  isCmmn,
  needed,
  ourText,
  placeOf,
  problem,
  type Reading,
} from './element.ts';
import type { CmmnCase, CmmnDecision, CmmnFileItem, CmmnModel } from './model.ts';
import { isWithinBounds } from './model-bounds.ts';
import { readCriterion, readDefinition } from './read-definition.ts';
import { readXml, type XmlElement, type XmlProblem } from './xml-tree.ts';

export type ReadModel = { readonly model: CmmnModel } | { readonly problems: readonly XmlProblem[] };

/**
 * Reads a model.
 *
 * @param source the XML as text; decoding bytes is for the caller
 * @returns the model, or problems, each with line and column
 */
export function readCmmn(source: string): ReadModel {
  const xml = readXml(source);
  if ('problem' in xml) return { problems: [xml.problem] };
  const { root } = xml;
  if (root.name !== 'definitions' || !isCmmn(root)) {
    const reason = 'The outermost element must be <definitions> of CMMN 1.1 or 1.0.';
    return { problems: [{ ...placeOf(root), code: 'not-cmmn', reason }] };
  }
  const reading: Reading = { problems: [] };
  if (!isWithinBounds(root, reading)) return { problems: reading.problems };
  for (const element of root.children) refuseForeign(element, reading);
  const model: CmmnModel = {
    name: attribute(root, 'name'),
    targetNamespace: attribute(root, 'targetNamespace') ?? '',
    cases: childrenNamed(root, 'case').map((element) => readCase(element, reading)),
    decisions: childrenNamed(root, 'decision').map((element) => readDecision(element, reading)),
  };
  if (model.cases.length === 0) {
    problem(reading, root, { code: 'missing', reason: 'There is no <case> in this file.' });
  }
  return reading.problems.length > 0 ? { problems: reading.problems } : { model };
}

function refuseForeign(element: XmlElement, reading: Reading): void {
  if (element.name !== 'import' || !isCmmn(element)) return;
  // A case file item may be typed by an imported schema, which its items here do without.
  const type = attribute(element, 'importType') ?? '';
  if (/CMMN/i.test(type)) {
    problem(reading, element, { code: 'unsupported', reason: 'Models cannot be imported. Put both into one file.' });
  }
}

function readDecision(element: XmlElement, reading: Reading): CmmnDecision {
  return {
    id: needed(reading, element, 'id'),
    name: attribute(element, 'name'),
    externalRef: attribute(element, 'externalRef'),
  };
}

function readCase(element: XmlElement, reading: Reading): CmmnCase {
  const plan = childNamed(element, 'casePlanModel');
  if (plan === null) {
    problem(reading, element, { code: 'missing', reason: 'The case has no <casePlanModel>.' });
  }
  const body = plan ?? element;
  return {
    ...placeOf(element),
    id: needed(reading, element, 'id'),
    name: attribute(element, 'name'),
    roles: rolesOf(element, reading),
    fileItems: fileItemsIn(childNamed(element, 'caseFileModel'), reading),
    plan: readDefinition({ ...body, name: 'stage' }, reading),
    exit: [
      ...childrenNamed(body, 'exitCriterion').map((criterion) => readCriterion(criterion, reading)),
      ...refs(body, 'exitCriteriaRefs'),
    ],
    frame: ourText(element, 'frame'),
  };
}

/** CMMN 1.0 names sentries in an attribute. */
function refs(element: XmlElement, name: string): CmmnCase['exit'] {
  return (attribute(element, name) ?? '')
    .split(/\s+/)
    .filter((ref) => ref !== '')
    .map((sentryRef) => ({ ...placeOf(element), id: null, sentryRef, only: null, as: null }));
}

/** In 1.1 roles stand inside <caseRoles>, in 1.0 each <caseRoles> is one. */
function rolesOf(element: XmlElement, reading: Reading): CmmnCase['roles'] {
  return childrenNamed(element, 'caseRoles').flatMap((held) => {
    const roles = childrenNamed(held, 'role');
    const found =
      roles.length > 0 || attribute(held, 'id') === null || attribute(held, 'name') === null ? roles : [held];
    return found.map((role) => ({ id: needed(reading, role, 'id'), name: attribute(role, 'name') }));
  });
}

function fileItemsIn(held: XmlElement | null, reading: Reading): readonly CmmnFileItem[] {
  if (held === null) return [];
  return childrenNamed(held, 'caseFileItem').map((element) => ({
    ...placeOf(element),
    id: needed(reading, element, 'id'),
    name: attribute(element, 'name'),
    multiplicity: attribute(element, 'multiplicity'),
    children: [
      ...fileItemsIn(childNamed(element, 'children'), reading),
      ...childrenNamed(element, 'children')
        .slice(1)
        .flatMap((more) => fileItemsIn(more, reading)),
    ],
  }));
}
