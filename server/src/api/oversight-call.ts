// What a route is given that changes something of no single case. Types only.
import type { Overseer } from '../commands/oversee.ts';

export interface OversightCall<P, B> {
  readonly by: Overseer;
  readonly params: P;
  readonly body: B;
}
