// Whose what is kept in this tab is: the person, and for whom they act.
import { useSession } from './session.ts';
import { useStandingInFor } from './standing-in.ts';

export function useOwner(): string {
  const session = useSession();
  return `${session?.personId ?? ''} ${useStandingInFor()?.personId ?? ''}`;
}
