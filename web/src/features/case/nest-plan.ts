// Turns the plan as the server sends it, one line after another with depths, into a tree.
import type { PlanFace } from '../../client/types.ts';

export interface PlanNode {
  readonly face: PlanFace;
  readonly inside: readonly PlanNode[];
}

/** A line belongs to the nearest line above it that is less deep. Depths may skip; nothing is lost. */
export function nestPlan(plan: readonly PlanFace[]): readonly PlanNode[] {
  const roots: PlanNode[] = [];
  const open: { depth: number; inside: PlanNode[] }[] = [{ depth: -1, inside: roots }];
  for (const face of plan) {
    while (open.length > 1 && (open.at(-1)?.depth ?? -1) >= face.depth) open.pop();
    const inside: PlanNode[] = [];
    open.at(-1)?.inside.push({ face, inside });
    open.push({ depth: face.depth, inside });
  }
  return roots;
}
