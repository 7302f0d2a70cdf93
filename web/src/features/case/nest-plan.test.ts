import { describe, expect, it } from 'vitest';
import type { PlanFace } from '../../client/types.ts';
import { nestPlan, type PlanNode } from './nest-plan.ts';

describe('the plan as a tree', () => {
  it('puts each line under the stage above it', () => {
    const plan = [line('a', 0), line('b', 1), line('c', 2), line('d', 1), line('e', 0)];
    expect(outline(nestPlan(plan))).toBe('a(b(c)d)e');
  });

  it('loses nothing when depths skip', () => {
    expect(outline(nestPlan([line('a', 0), line('b', 3), line('c', 1)]))).toBe('a(bc)');
    expect(outline(nestPlan([line('a', 2), line('b', 0)]))).toBe('ab');
  });
});

function line(item: string, depth: number): PlanFace {
  return { item, depth, kind: 'task', title: item, state: 'available' };
}

function outline(nodes: readonly PlanNode[]): string {
  return nodes.map((node) => node.face.item + (node.inside.length > 0 ? `(${outline(node.inside)})` : '')).join('');
}
