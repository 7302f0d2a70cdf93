// Maps by names that people and models choose, as plain objects: where `constructor` is a name like any other.

/** What a map holds under a name. */
export function known<V>(map: Readonly<Record<string, V>> | undefined, name: string): V | undefined {
  return map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
}
