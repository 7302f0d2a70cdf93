// Publishes a kind of case that only one journey needs, in the folder of a running demonstration.
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import { configurationOf, openSystem } from '../server/src/open-system.ts';
import { publishCaseType } from '../server/src/store/publish-case-type.ts';

/** @throws the problems of the case type, where it has any */
export async function publishKind(folder: string, source: string): Promise<void> {
  const system = await openSystem(configurationOf({ CASEWRIGHT_DATA: folder }), () => {});
  try {
    const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    const publishedAt = '2026-01-01T00:00:00.000Z';
    const published = { tenant: 1, person: 'set-up', caseType: checked.caseType, source, publishedAt };
    await publishCaseType(system.database, published);
  } finally {
    await system.close();
  }
}
