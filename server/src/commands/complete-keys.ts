// The data keys that an event needs: those its case has, and those that the event makes necessary.
import { newDataKey, type DataKey, type KeyProvider } from '../store/keys.ts';
import type { KeyToStore } from '../store/save-keys.ts';
import type { CaseKeys } from '../store/seal-event.ts';
import type { KeysOfCase } from '../store/unwrap-keys.ts';

/** The keys at hand completed to what an event needs, and which of them are new and must be stored with it. */
export function completeKeys(provider: KeyProvider, of: KeysOfCase, options: CompleteOptions): CompletedKeys {
  const added: KeyToStore[] = [];
  const make = (subject: string): DataKey => {
    const made = newDataKey(options.newId());
    const { by: wrappedBy, wrapped } = provider.wrap({ ...of, subject }, made.key);
    const { caseId } = of;
    added.push({ caseId, subject, keyId: made.keyId, wrapped, wrappedBy, createdAt: options.createdAt });
    return made;
  };
  const ofCase = options.known.ofCase ?? make('');
  const ofSubjects = new Map(options.known.ofSubjects);
  for (const subject of options.subjects) if (!ofSubjects.has(subject)) ofSubjects.set(subject, make(subject));
  return { ofCase, ofSubjects, added };
}

export interface CompleteOptions {
  readonly known: CaseKeys;
  readonly subjects: readonly string[];
  readonly newId: () => string;
  readonly createdAt: string;
}

export interface CompletedKeys {
  readonly ofCase: DataKey;
  readonly ofSubjects: ReadonlyMap<string, DataKey>;
  readonly added: readonly KeyToStore[];
}
