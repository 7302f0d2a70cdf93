// The door of this room: to whom work goes, why, and who is told when time runs out. Assigns nothing and knows no policy:
// who may open a case comes in with the work.
export type { Candidate, Need, Unmet, Work } from './candidate.ts';
export { checkRoutingTable, type RoutingProblem } from './check-routing-table.ts';
export { type Draw, drawOne, isDrawnRight } from './draw.ts';
export { type Escalation, type EscalationInput, escalationsDue, type Rung } from './escalation.ts';
export { groundsOf, type RoutingGrounds } from './grounds.ts';
export { type Assignment, type Judged, route, type RoutingInput, targetOf, weightOf } from './route.ts';
export type { Needs, Relaxable, RoutingRule, RoutingTable, Target } from './routing-table.ts';
export { routeAgain, type RoutedAgain } from './route-again.ts';
export { routeWithout, type RoutingCause, whyAssigned, type WhyAssigned, whyNot } from './why-assigned.ts';
