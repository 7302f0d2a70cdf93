// Brings what a case type says of publishing into its flat form. What role a column has follows from its field: what is personal comes
// near a person, and what not everybody may read is sensitive.
import type { CaseType, FieldDefinition } from './case-type.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, numberAt, textAt, textOf } from './located.ts';
import {
  type ColumnGroup,
  type ColumnRole,
  type ColumnStep,
  LEAST_THRESHOLD,
  type PeriodUnit,
  type PublishColumn,
  type PublishSet,
} from './publish-definition.ts';

type Known = Pick<CaseType, 'fields' | 'access'>;

export function publishOf(node: LocatedNode | null, known: Known): Pick<CaseType, 'publish'> {
  if (node === null) return {};
  const columns = new Map(
    entriesOf(childOf(node, 'columns')).map((entry) => [entry.key, columnOf(entry, known)] as const),
  );
  const tables = entriesOf(childOf(node, 'tables')).map(({ key, value }) => [key, setOf(key, value)] as const);
  const rows = childOf(node, 'rows');
  const isSensitive = [...columns.values()].some(({ role }) => role === 'sensitive');
  return {
    publish: {
      assessment: textAt(node, 'assessment') ?? '',
      licence: textAt(node, 'licence') ?? '',
      every: unitOf(textAt(node, 'every')) ?? 'year',
      place: textAt(node, 'place') ?? '',
      keywords: textsOf(childOf(node, 'keywords')),
      threshold: numberAt(node, 'threshold') ?? LEAST_THRESHOLD[isSensitive ? 'sensitive' : 'ordinary'],
      diversity: numberAt(node, 'diversity') ?? 2,
      columns,
      tables: new Map(tables),
      ...(rows === null ? {} : { rows: setOf('rows', rows) }),
      leaveOut: numberAt(node, 'leaveOut') ?? 10,
    },
  };
}

function setOf(name: string, node: LocatedNode): PublishSet {
  return {
    name,
    title: textAt(node, 'title') ?? '',
    description: textAt(node, 'description') ?? '',
    columns: textsOf(childOf(node, 'columns')),
  };
}

function columnOf({ key, value }: MapEntry, known: Known): PublishColumn {
  const named = textAt(value, 'field');
  const field = named === null ? undefined : known.fields.get(named);
  const steps = childOf(value, 'steps');
  return {
    name: key,
    title: textAt(value, 'title') ?? '',
    source:
      named === null ? { case: textAt(value, 'case') === 'days-open' ? 'days-open' : 'outcome' } : { field: named },
    role: roleOf(textAt(value, 'role'), field, known),
    steps: steps === null ? [{ kind: 'values' }] : itemsOf(steps).map(stepOf),
  };
}

/** What is written raises the role that follows from the field, and never lowers it. */
function roleOf(written: string | null, field: FieldDefinition | undefined, { access }: Known): ColumnRole {
  const section = field === undefined ? undefined : access?.sectionOf.get(field.name);
  const restricted = field !== undefined && (section !== undefined || (access?.fields.has(field.name) ?? false));
  if (written === 'sensitive' || restricted) return 'sensitive';
  return written === 'quasi' || field?.personal === true ? 'quasi' : 'other';
}

function stepOf(node: LocatedNode): ColumnStep {
  const unit = unitOf(textOf(node));
  if (unit !== null) return { kind: 'period', unit };
  for (const kind of ['bands', 'ages', 'days'] as const) {
    const bounds = childOf(node, kind);
    if (bounds !== null) return { kind, bounds: itemsOf(bounds).flatMap(numberOf) };
  }
  const groups = childOf(node, 'groups');
  return groups === null ? { kind: 'values' } : { kind: 'groups', groups: entriesOf(groups).map(groupOf) };
}

function groupOf({ key, value }: MapEntry): ColumnGroup {
  return {
    name: key,
    title: textAt(value, 'title') ?? key,
    of: textsOf(childOf(value, 'of')),
    starts: textsOf(childOf(value, 'starts')),
  };
}

function unitOf(text: string | null): PeriodUnit | null {
  return text === 'month' || text === 'quarter' || text === 'year' ? text : null;
}

function textsOf(node: LocatedNode | null): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

function numberOf(node: LocatedNode): readonly number[] {
  return node.kind === 'scalar' && typeof node.value === 'number' ? [node.value] : [];
}
