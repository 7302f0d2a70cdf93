// Whether the demonstration agency, whose people sign in without a password, is part of what is started. Its syntax is old, like
// that of what starts it.

/**
 * What whoever started us said of it, 0 included; else only where the database is made here for trying out.
 * @param {Record<string, string | undefined>} environment
 * @returns {string} the value of CASEWRIGHT_DEMO
 */
export function demoMode(environment) {
  if (environment.CASEWRIGHT_DEMO !== undefined) return environment.CASEWRIGHT_DEMO;
  return environment.DATABASE_URL === undefined || environment.DATABASE_URL === '' ? '1' : '0';
}
