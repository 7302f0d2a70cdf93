// The table of public holidays that ships with the engine, under the type that any other table has as well.
import { HOLIDAY_DATA } from './holiday-data.ts';
import type { HolidayTable } from './working-days.ts';

export const SHIPPED_HOLIDAYS: HolidayTable = HOLIDAY_DATA;
