// Who else has this case open, below its title, said when somebody comes.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followWriting } from '../../client/doing.ts';
import { leaveCase, othersQuery } from '../../client/presence.ts';
import { presenceTexts } from '#texts/presence';

export function OthersHere({ caseId }: { readonly caseId: string }) {
  const { data, refetch } = useQuery(othersQuery(caseId));
  useEffect(() => {
    const leave = () => leaveCase(caseId);
    globalThis.addEventListener('pagehide', leave);
    const stop = followWriting(() => void refetch());
    return () => {
      globalThis.removeEventListener('pagehide', leave);
      stop();
      leave();
    };
  }, [caseId, refetch]);
  const others = data?.others ?? [];
  return (
    <p role="status" className="others-here">
      {others.length === 0 ? null : <bdi>{presenceTexts.here(others)}</bdi>}
    </p>
  );
}
