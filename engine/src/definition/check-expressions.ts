// What must hold of the names in expressions: that they exist, that nothing personal leaves its subject, and that derived fields can be computed in some order.
import { checkReference, isDerived, type Judging, reportUnknown } from './check-data.ts';
import type { CaseType } from './case-type.ts';
import { isKeptList } from './check-entries.ts';
import type { ExpressionSite } from './expression-site.ts';
import { childOf, entriesOf } from './located.ts';
import { report } from './problem.ts';

export function checkExpressions(judging: Judging): void {
  for (const site of judging.compiled.sites) checkSite(site, judging);
}

function checkSite(site: ExpressionSite, judging: Judging): void {
  const { findings, compiled } = judging;
  const { fields } = compiled.caseType;
  for (const name of site.expression.names) {
    const repeats = !['derived', 'routing', 'form', 'retention', 'letter'].includes(site.use);
    if (name === 'repetition' && repeats) continue;
    const field = fields.get(name);
    if (field === undefined && !(MAY_RUN_THROUGH.has(site.use) && isKeptList(compiled.caseType, name))) {
      const known = repeats ? new Map([...fields, ['repetition', null]]) : fields;
      reportUnknown(findings, { place: site.place, name }, { known, code: 'unknown-name' });
    }
  }
  checkTarget(site, judging);
  if (site.use === 'due') checkDue(site, judging);
}

/** Where a condition may ask about what the case keeps lists of: where it is asked again when they change. */
const MAY_RUN_THROUGH: ReadonlySet<ExpressionSite['use']> = new Set([
  ...(['condition', 'rule', 'derived', 'sets', 'letter'] as const),
]);

/** A computed value goes into a field: of a kind that can be computed, and no less protected than what it is made of. */
function checkTarget(site: ExpressionSite, { findings, compiled }: Judging): void {
  const { fields } = compiled.caseType;
  const target = fields.get(site.target ?? '');
  if (target === undefined) return;
  const source = site.expression.valueNames
    .flatMap((name) => fields.get(name) ?? [])
    .find((field) => field.personal && (!target.personal || field.subject !== target.subject));
  if (source !== undefined) {
    const reason = `“${target.name}” is computed from “${source.name}”, which is personal. Make it personal with the same subject.`;
    report(findings, site.place, { code: 'personal-field', reason });
  }
}

function checkDue(site: ExpressionSite, { findings, compiled }: Judging): void {
  const { source, names } = site.expression;
  const kinds = names.map((name) => compiled.caseType.fields.get(name)?.kind);
  const unknown = kinds.some((kind) => kind === undefined);
  if (unknown || kinds.includes('date') || kinds.includes('instant') || /@"|\bdate\b|\bduration\(/.test(source)) return;
  report(findings, site.place, {
    code: 'timer-without-date',
    reason: 'A timer is due on a date. Use a date or instant field, such as notifiedOn + duration("P60D").',
  });
}

/** Fields that items write when they end: they exist and are not computed otherwise. */
export function checkSets(judging: Judging): void {
  const { caseType, itemEntries } = judging.compiled;
  for (const { value } of itemEntries.values()) {
    for (const { key, at } of entriesOf(childOf(value, 'sets'))) {
      checkReference(
        judging,
        { kind: 'scalar', value: key, textOffset: null, ...at },
        { known: caseType.fields, code: 'unknown-field' },
      );
      if (isDerived(caseType, key)) {
        report(judging.findings, at, {
          code: 'derived-field',
          reason: `“${key}” is derived and cannot be set as well. Choose one of the two.`,
        });
      }
    }
  }
}

/** Derived fields in an order in which each needs only earlier ones; those in a cycle are reported and left out. */
export function orderDerived(judging: Judging): CaseType['derived'] {
  const { derived } = judging.compiled.caseType;
  const ordered: CaseType['derived'][number][] = [];
  let waiting = [...derived];
  for (;;) {
    const open = new Set(waiting.map(({ field }) => field));
    const next = waiting.filter(({ from }) => !from.names.some((name) => open.has(name)));
    if (next.length === 0) break;
    ordered.push(...next);
    const done = new Set(next);
    waiting = waiting.filter((one) => !done.has(one));
  }
  const stuck = new Set(waiting.map(({ field }) => field));
  for (const { field, from } of waiting) {
    const needs = from.names.filter((name) => stuck.has(name));
    const site = judging.compiled.sites.find((one) => one.use === 'derived' && one.target === field);
    const reason = `“${field}” can never be computed: it needs ${needs.join(', ')}, which in turn waits for it. Break the cycle.`;
    if (site !== undefined) report(judging.findings, site.place, { code: 'cycle', reason });
  }
  return ordered;
}
