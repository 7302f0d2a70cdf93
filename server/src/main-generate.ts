// Writes what is generated from the server's routes and committed: the OpenAPI document, and the staff app's types.
import { writeFile } from 'node:fs/promises';
import { clientTypes } from './api/client-types.ts';
import { describeApi } from './api/openapi-document.ts';

const document = await describeApi();
const files: Readonly<Record<string, string>> = {
  'server/openapi.json': document,
  'web/src/client/schema.d.ts': clientTypes(document),
};
for (const [path, text] of Object.entries(files)) {
  await writeFile(path, text);
  process.stdout.write(`Wrote ${path}.\n`);
}
