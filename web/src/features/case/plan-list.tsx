// The plan of the case as a list in a list, the same facts that a diagram would carry.
import type { PlanFace } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { nestPlan, type PlanNode } from './nest-plan.ts';

export function PlanList({ plan }: { readonly plan: readonly PlanFace[] }) {
  return <PlanLevel nodes={nestPlan(plan)} />;
}

function PlanLevel({ nodes }: { readonly nodes: readonly PlanNode[] }) {
  return (
    <ul className="plan">
      {nodes.map(({ face, inside }) => (
        <li key={face.item} className={`plan-item plan-${stateGroup(face)}`}>
          <div className="plan-line">
            <span>
              <bdi className="plan-title">{face.title}</bdi>{' '}
              <span className="plan-kind">{appTexts.plan.kinds[face.kind] ?? face.kind}</span>
            </span>
            <Badge tone={TONES[stateGroup(face)]}>{stateWords(face)}</Badge>
          </div>
          {inside.length === 0 ? null : <PlanLevel nodes={inside} />}
        </li>
      ))}
    </ul>
  );
}

type StateGroup = 'done' | 'now' | 'later' | 'gone';

const TONES: Readonly<Record<StateGroup, Tone>> = { done: 'good', now: 'info', later: 'neutral', gone: 'neutral' };

function stateGroup(face: PlanFace): StateGroup {
  if (face.state === 'completed') return 'done';
  if (face.state === 'active' || face.state === 'enabled') return 'now';
  return face.state === 'terminated' || face.state === 'disabled' || face.state === 'closed' ? 'gone' : 'later';
}

/** Milestones are reached and events happen; only work is done. */
function stateWords({ kind, state }: PlanFace): string {
  if (state === 'completed' && kind === 'milestone') return appTexts.plan.reached;
  if (state === 'completed' && (kind === 'timer' || kind === 'listener')) return appTexts.plan.happened;
  if (state === 'available' && kind === 'listener') return appTexts.plan.mayHappen;
  return appTexts.plan.states[state] ?? state;
}
