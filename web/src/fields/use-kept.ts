// The hook by which a form keeps what is typed in it.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { openKeeper, type Keeper, type KeptText } from '../client/keep-text.ts';
import { sessionQuery } from '../client/session.ts';

export interface Kept {
  readonly kept: KeptText;
  readonly keeper: Keeper;
}

/** @param place its name; the same for as long as the form is on the screen */
export function useKept(place: string): Kept {
  const client = useQueryClient();
  const [keeper] = useState(() =>
    openKeeper(place, () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })),
  );
  useEffect(() => keeper.start(), [keeper]);
  return { keeper, kept: useSyncExternalStore(keeper.follow, keeper.state) };
}
