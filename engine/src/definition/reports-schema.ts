// The shape of what a case type says of reports.
import { FIELD_NAME } from './clock-schema.ts';
import { closed, group, text } from './schema-parts.ts';

export const REPORTS = closed([], {
  yearStarts: text('The first day of a financial year, as month and day, such as 07-01.', '^[0-1][0-9]-[0-3][0-9]$'),
  cohorts: group(
    closed(['title', 'field'], {
      title: { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 },
      field: { ...FIELD_NAME, description: 'A field that is about nobody.' },
      bands: {
        type: 'array',
        minItems: 1,
        items: { type: 'integer' },
        description: 'For a number or money: where one band ends and the next begins.',
      },
    }),
    'By what cases may be told apart in reports, by name.',
  ),
});
