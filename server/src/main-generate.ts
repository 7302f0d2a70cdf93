// Writes what is generated and committed: from the server's routes the OpenAPI document and the staff app's types, from the
// access rules the policies of the database and the auditor's page, and what editors know of case types and blocks.
import { writeFile } from 'node:fs/promises';
import { blockSchema, caseTypeSchema } from '@casewright/engine/definition';
import { writeAccessPage } from '@casewright/engine/policy';
import { clientTypes } from './api/client-types.ts';
import { describeApi } from './api/openapi-document.ts';
import { writeAccessSql } from './store/write-access-sql.ts';

const document = await describeApi();
const files: Readonly<Record<string, string>> = {
  'server/openapi.json': document,
  'web/src/client/schema.d.ts': clientTypes(document),
  'server/policies/access.sql': writeAccessSql('plain'),
  'server/policies/access-citus.sql': writeAccessSql('citus'),
  'docs/access-rules.md': writeAccessPage(),
  'case-types/case-type.schema.json': `${JSON.stringify(caseTypeSchema, null, 2)}\n`,
  'case-types/block.schema.json': `${JSON.stringify(blockSchema, null, 2)}\n`,
};
for (const [path, text] of Object.entries(files)) {
  await writeFile(path, text);
  process.stdout.write(`Wrote ${path}.\n`);
}
