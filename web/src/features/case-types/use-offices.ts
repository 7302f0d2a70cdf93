// Whether whoever is here may write drafts: what is shown of it, the server decides again.
import { useSession } from '../../client/session.ts';

const DESIGNER = 'case-type-designer';

export function useOffices(): { readonly writes: boolean } {
  const session = useSession();
  return { writes: session?.teams.some(({ role }) => role === DESIGNER) === true };
}
