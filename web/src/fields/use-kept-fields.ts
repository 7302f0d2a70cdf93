// The hook by which a form that is no `CaseForm` keeps what is put together in it, as that one does: on the server while it is filled in, and
// gone with the change that sends it.
import { useKept, type Kept } from './use-kept.ts';

/** What stands in a form, by field; all of it text. */
export type KeptValues<Field extends string> = Readonly<Record<Field, string>>;

export interface KeptFields<Field extends string> extends Kept {
  readonly typed: KeptValues<Field>;
  readonly type: (changed: Partial<KeptValues<Field>>) => void;
  /** Sends what is to name the form; nothing is kept of it meanwhile, nor after it was taken. Resolves to what `work` does. */
  readonly send: <T>(work: () => Promise<T>, isTaken: (result: T) => boolean) => Promise<T>;
}

/**
 * @param place the name of the form; the same for as long as it is on the screen
 * @param empty what stands in it where nothing was typed
 */
export function useKeptFields<Field extends string>(place: string, empty: KeptValues<Field>): KeptFields<Field> {
  const { kept, keeper } = useKept(place);

  function type(changed: Partial<KeptValues<Field>>): void {
    for (const [field, text] of Object.entries<string | undefined>(changed))
      if (text !== undefined) keeper.type(field, text);
  }

  async function send<T>(work: () => Promise<T>, isTaken: (result: T) => boolean): Promise<T> {
    await keeper.pause();
    let isOver = false;
    try {
      const result = await work();
      isOver = isTaken(result);
      return result;
    } finally {
      if (isOver) keeper.sent();
      else keeper.resume();
    }
  }

  return { typed: { ...empty, ...kept.fields }, type, send, kept, keeper };
}
