// Writes the engine's table of public holidays anew: `node scripts/holidays/write-holidays.mjs`, from the project's root.
import { writeFileSync } from 'node:fs';
import { holidayTableText, TABLE_FILE } from './holiday-table.mjs';

writeFileSync(TABLE_FILE, holidayTableText());
process.stdout.write(`Wrote ${TABLE_FILE}.\n`);
