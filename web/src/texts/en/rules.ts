// Sentences about comparing another version of the rules of access with the one in force.
export const rulesTexts = {
  lead: 'Change a copy of the rules and see who would gain and who would lose which case. Nothing is changed by asking.',
  form: 'Another version of the rules',
  rules: 'Rules as JSON',
  hint: 'These are the rules in force. Give your copy another version.',
  submit: 'Compare',
  notJson: 'This is not JSON. Correct it, or begin again with the rules in force.',
  compared: (cases: number, withheld: number): string =>
    `${cases === 1 ? '1 case was' : `${cases} cases were`} compared.${withheld === 0 ? '' : ` ${withheld} more may not be told to you.`}`,
  between: (from: string, to: string): string => `From ${from} to ${to}`,
  none: 'Nobody gains or loses anything in these cases',
  noneHint: 'Go on with the cases after them, or change the rules.',
  more: 'Compare the next cases',
  change: 'Change',
  gains: 'Gains',
  loses: 'Loses',
  case: 'Case',
  part: 'Part',
  whole: 'The case itself',
  people: 'People',
  others: (count: number): string => `and ${count} more`,
} as const;
