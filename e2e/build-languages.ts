// Builds the staff app with the pseudo-language that runs from right to left, which only those who look at screens need.
const BUILDER = new URL('../scripts/set-up/build-web.mjs', import.meta.url).href;

/** To be called before a server is started: it looks once for what is built. */
export async function buildWithPseudo(): Promise<void> {
  // Plain JavaScript without types: it must run before anything is installed.
  const { buildWeb } = (await import(BUILDER)) as { buildWeb: (of: object) => Promise<boolean> };
  await buildWeb({ withPseudo: true });
}
