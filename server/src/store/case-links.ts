// Which case a task of another opened. Written with the child's first event, from which it can be made anew.
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface CaseLink {
  /** The child. */
  readonly caseId: string;
  readonly parentId: string;
  readonly task: string;
  readonly depth: number;
}

export interface CaseLinkRow {
  readonly parent_id: string;
  readonly task: string;
  readonly depth: number;
}

export function addLinks(tenant: number, links: readonly CaseLink[]): readonly Statement[] {
  return inGroups(links).map((group) => ({
    name: `add-links-${group.length}`,
    text: `insert into case_link (tenant, case_id, parent_id, task, depth) values ${rowsOfParameters(group.length, 4)}`,
    values: [tenant, ...group.flatMap((link) => [link.caseId, link.parentId, link.task, link.depth])],
  }));
}

export function removeLink(tenant: number, caseId: string): Statement {
  return {
    name: 'remove-link',
    text: 'delete from case_link where tenant = $1 and case_id = $2',
    values: [tenant, caseId],
  };
}

/** The parent of a case; no row where it has none. */
export function findLink(tenant: number, caseId: string): Statement<CaseLinkRow> {
  return {
    name: 'find-link',
    text: 'select parent_id, task, depth from case_link where tenant = $1 and case_id = $2',
    values: [tenant, caseId],
  };
}

export interface RelatedRow {
  readonly relation: 'parent' | 'child';
  readonly case_id: string;
  readonly task: string;
  readonly reference: string;
  readonly case_type: string;
}

/** The parent and the children of a case that the reader may see; of others there is no trace in the answer. */
export function relatedCases(tenant: number, caseId: string): Statement<RelatedRow> {
  return {
    name: 'related-cases',
    text: `
      select case when l.case_id = $2 then 'parent' else 'child' end as relation, h.case_id, l.task, h.reference, h.case_type
        from case_link l
        join case_head h on h.tenant = $1 and h.case_id = case when l.case_id = $2 then l.parent_id else l.case_id end
       where l.tenant = $1 and (l.case_id = $2 or l.parent_id = $2)
       order by l.task, h.case_id`,
    values: [tenant, caseId],
  };
}
