// The way to the next task, for any screen that offers it. How the next one is found is for the app to say.
import { createContext, useContext } from 'react';

export const OpenNext = createContext<() => void>(() => undefined);

export function useOpenNext(): () => void {
  return useContext(OpenNext);
}
