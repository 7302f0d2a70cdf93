// What is known while a case of a model is being compiled: its parts by id, and every problem so far.
import { problem, type Reading } from './element.ts';
import type {
  CmmnCase,
  CmmnDefinition,
  CmmnDiscretionary,
  CmmnModel,
  CmmnPlanItem,
  CmmnSentry,
  CmmnTable,
} from './model.ts';
import type { XmlPlace } from './xml-tree.ts';

/** One use of a plan item: a stage definition that is used twice gives two of each of its items. */
export interface Slot {
  readonly id: string;
  readonly parent: string;
  readonly item: CmmnPlanItem;
  readonly definition: CmmnDefinition;
  readonly discretionary: CmmnDiscretionary | null;
  /** What the tables around a discretionary item ask for. */
  readonly table: TableContext | null;
}

export interface TableContext {
  readonly ruleRefs: readonly string[];
  readonly roleRefs: readonly string[];
  readonly during?: string;
}

export interface Compiling extends Reading {
  readonly model: CmmnModel;
  readonly found: CmmnCase;
  readonly conditions: ReadonlyMap<string, string>;
  readonly definitions: ReadonlyMap<string, CmmnDefinition>;
  readonly sentries: ReadonlyMap<string, CmmnSentry>;
  readonly rules: ReadonlyMap<string, XmlPlace & { readonly condition: string }>;
  /** Ids of case file items. */
  readonly files: ReadonlySet<string>;
  /** Uses of each plan item by its id in the file. */
  readonly slots: Map<string, Slot[]>;
  readonly places: Map<string, XmlPlace>;
}

export function makeCompiling(model: CmmnModel, found: CmmnCase, conditions: ReadonlyMap<string, string>): Compiling {
  const definitions = new Map<string, CmmnDefinition>();
  const sentries = new Map<string, CmmnSentry>();
  const rules = new Map<string, XmlPlace & { readonly condition: string }>();
  const files = new Set<string>();
  const reading: Reading = { problems: [] };
  const ids = new Set<string>();
  const unique = (part: XmlPlace & { readonly id: string }): void => {
    if (ids.has(part.id))
      problem(reading, part, { code: 'duplicate-id', reason: `The id “${part.id}” is there twice.` });
    ids.add(part.id);
  };
  const addTable = (table: CmmnTable): void => {
    for (const rule of table.rules) rules.set(rule.id, rule);
    for (const item of table.items) unique(item);
    table.tables.forEach(addTable);
  };
  const add = (definition: CmmnDefinition): void => {
    unique(definition);
    definitions.set(definition.id, definition);
    if (definition.table !== null) addTable(definition.table);
    for (const item of definition.body?.items ?? []) unique(item);
    for (const sentry of definition.body?.sentries ?? []) {
      unique(sentry);
      sentries.set(sentry.id, sentry);
    }
    definition.body?.definitions.forEach(add);
  };
  add(found.plan);
  const addFiles = (items: CmmnCase['fileItems']): void => {
    for (const item of items) {
      unique(item);
      files.add(item.id);
      if (item.multiplicity === 'ZeroOrMore' || item.multiplicity === 'OneOrMore') {
        problem(reading, item, {
          code: 'unsupported',
          reason: `“${item.id}” may be many, and a field holds one value.`,
        });
      }
      addFiles(item.children);
    }
  };
  addFiles(found.fileItems);
  return {
    ...reading,
    model,
    found,
    conditions,
    definitions,
    sentries,
    rules,
    files,
    slots: new Map(),
    places: new Map(),
  };
}
