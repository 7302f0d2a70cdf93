// The hooks by which a form keeps what is typed in it.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { openKeeper, type Keeper, type KeptText } from '../client/keep-text.ts';
import { sessionQuery } from '../client/session.ts';

export interface Kept {
  readonly kept: KeptText;
  readonly keeper: Keeper;
}

/** @param place its name; the same for as long as the form is on the screen */
export function useKept(place: string): Kept {
  const open = useOpenKeeper();
  const [keeper] = useState(() => open(place));
  return useKeeper(keeper);
}

/** Opens keepers for forms of which a screen has several. */
export function useOpenKeeper(): (place: string) => Keeper {
  const client = useQueryClient();
  return useCallback(
    (place) => openKeeper(place, () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })),
    [client],
  );
}

/** Keeps while it is on the screen. */
export function useKeeper(keeper: Keeper): Kept {
  useEffect(() => keeper.start(), [keeper]);
  return { keeper, kept: useSyncExternalStore(keeper.follow, keeper.state) };
}
