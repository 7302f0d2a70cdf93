// Test support: the members with which every case type begins and which most tests do not care about. Only tests use it.

/** From the name to the classification, with an empty line before; zone, team and roles are for the test to say. */
export const HEAD_UNDER_TEST = `
caseType: example
version: 1.0.0
title: Example
archetype: service
reference: EX-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
`;
