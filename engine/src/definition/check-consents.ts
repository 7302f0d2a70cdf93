// What must hold of purposes that rest on consent: whoever consents is a party of the case, and something of it is used for the purpose.
import type { Judging } from './check-data.ts';
import { OPEN_DATA_PURPOSE } from './consent-definition.ts';
import { childOf, entriesOf } from './located.ts';
import { report } from './problem.ts';

export function checkConsents({ root, compiled, findings }: Judging): void {
  const { caseType } = compiled;
  for (const { key, value } of entriesOf(childOf(root, 'consents'))) {
    const of = caseType.consents?.get(key)?.of ?? '';
    if (caseType.parties.get(of)?.subject !== true) {
      const reason = `“${of}” is no party whose data the case keeps. Name one that has subject: true.`;
      report(findings, childOf(value, 'of') ?? value, { code: 'unknown-party', reason });
    }
    if (key === OPEN_DATA_PURPOSE && caseType.publish === undefined) {
      const reason =
        'Nothing of these cases is published, so that nobody need consent to it. Remove it, or add publish.';
      report(findings, value, { code: 'missing-key', reason });
    }
  }
}
