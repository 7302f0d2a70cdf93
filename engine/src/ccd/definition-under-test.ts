// A small made-up definition of CCD for tests: a permit with an applicant, written in the ways in which definitions differ.
import type { CcdPiece } from './sheets.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

const TYPE = { LiveFrom: '01/01/2020', CaseTypeID: 'Permit' };

const CASE_EVENT: Rows = [
  { ...TYPE, ID: 'apply', Name: 'Apply', DisplayOrder: 1, PostConditionState: 'Received' },
  {
    ...{ ...TYPE, ID: 'decide', Name: 'Decide', DisplayOrder: 3, 'PreConditionState(s)': 'Received;Asked' },
    PostConditionState: 'Refused(outcome="refuse"):1;Granted(outcome="grant"):2;*',
    CallBackURLAboutToSubmitEvent: '${URL}/decide',
  },
  { ...TYPE, ID: 'ask', Name: 'Ask', DisplayOrder: 2, 'PreConditionState(s)': 'Received', PostConditionState: 'Asked' },
  {
    ...{ ...TYPE, ID: 'note', Name: 'Note', DisplayOrder: 4, 'PreConditionState(s)': '*', PostConditionState: '*' },
    EventEnablingCondition: 'urgent="Yes"',
  },
  { ...TYPE, ID: 'dormant', Name: 'Dormant', 'PreConditionState(s)': '*', PostConditionState: 'Refused' },
];

const CASE_FIELD: Rows = [
  { ...TYPE, ID: 'applicant', Label: 'Applicant', FieldType: 'Person' },
  { ...TYPE, ID: 'urgent', Label: 'Urgent', FieldType: 'YesOrNo' },
  { ...TYPE, ID: 'outcome', Label: 'Outcome', FieldType: 'FixedRadioList', FieldTypeParameter: 'FL_outcome' },
  { ...TYPE, ID: 'reasons', Label: 'Reasons', FieldType: 'TextArea', Max: 500 },
  { ...TYPE, ID: 'flags', Label: 'Flags', FieldType: 'MultiSelectList', FieldTypeParameter: 'FL_flags' },
  { ...TYPE, ID: 'papers', Label: 'Papers', FieldType: 'Collection', FieldTypeParameter: 'Paper' },
  { ...TYPE, ID: 'secret', Label: 'Secret', FieldType: 'Text' },
  { ...TYPE, LiveFrom: '01/01/2090', ID: 'later', Label: 'Later', FieldType: 'Text' },
];

const COMPLEX: Rows = [
  { ID: 'Person', ListElementCode: 'name', FieldType: 'Text', ElementLabel: 'Name' },
  { ID: 'Person', ListElementCode: 'hasAgent', FieldType: 'YesOrNo', ElementLabel: 'Has an agent' },
  {
    ...{ ID: 'Person', ListElementCode: 'agent', FieldType: 'Agent', ElementLabel: 'Agent' },
    FieldShowCondition: 'hasAgent="Yes"',
  },
  { ID: 'Agent', ListElementCode: 'name', FieldType: 'Text', ElementLabel: 'Name of the agent' },
  { ID: 'Agent', ListElementCode: 'bornOn', FieldType: 'Date', ElementLabel: 'Born' },
  { ID: 'Paper', ListElementCode: 'title', FieldType: 'Text', ElementLabel: 'Title' },
];

const ASKED: Rows = [
  {
    ...TYPE,
    CaseEventID: 'apply',
    CaseFieldID: 'applicant',
    PageID: 'one',
    PageFieldDisplayOrder: 1,
    DisplayContext: 'COMPLEX',
  },
  {
    ...TYPE,
    CaseEventID: 'apply',
    CaseFieldID: 'urgent',
    PageID: 'one',
    PageFieldDisplayOrder: 2,
    DisplayContext: 'OPTIONAL',
  },
  {
    ...{ ...TYPE, CaseEventID: 'decide', CaseFieldID: 'reasons', PageID: 'b', PageLabel: 'Why', PageDisplayOrder: 2 },
    ...{ PageFieldDisplayOrder: 1, DisplayContext: 'MANDATORY' },
    FieldShowCondition: 'outcome="refuse" OR urgent="Yes" AND flags CONTAINS "odd"',
  },
  {
    ...{ ...TYPE, CaseEventID: 'decide', CaseFieldID: 'outcome', PageID: 'a', PageDisplayOrder: 1 },
    ...{ PageFieldDisplayOrder: 2, DisplayContext: 'MANDATORY' },
  },
  {
    ...{ ...TYPE, CaseEventID: 'decide', CaseFieldID: 'urgent', PageID: 'a', PageDisplayOrder: 1 },
    ...{ PageFieldDisplayOrder: 1, DisplayContext: 'READONLY', CallBackURLMidEvent: '${URL}/mid' },
  },
  { ...TYPE, CaseEventID: 'nowhere', CaseFieldID: 'urgent', PageID: 'a', DisplayContext: 'READONLY' },
];

const PARTS: Rows = [
  {
    CaseEventID: 'apply',
    CaseFieldID: 'applicant',
    ListElementCode: 'agent.name',
    DisplayContext: 'MANDATORY',
    FieldDisplayOrder: 2,
  },
  {
    CaseEventID: 'apply',
    CaseFieldID: 'applicant',
    ListElementCode: 'name',
    DisplayContext: 'MANDATORY',
    FieldDisplayOrder: 1,
  },
];

const CLERK = { AccessProfile: 'clerk' };
const JUDGE = { UserRole: 'judge-1' };

const RIGHTS: Readonly<Record<string, Rows>> = {
  AuthorisationCaseType: [
    { ...TYPE, ...CLERK, CRUD: 'CRU' },
    { ...TYPE, ...JUDGE, CRUD: 'RU' },
  ],
  AuthorisationCaseState: [
    { ...TYPE, CaseStateID: 'Received', AccessControl: [{ UserRoles: ['clerk', 'judge-1'], CRUD: 'CRU' }] },
    { ...TYPE, CaseStateID: 'Asked', ...JUDGE, CRUD: 'RU' },
    { ...TYPE, CaseStateID: 'Asked', ...CLERK, CRUD: 'R' },
    { ...TYPE, CaseStateID: 'Granted', ...CLERK, CRUD: 'RU' },
  ],
  AuthorisationCaseEvent: [
    { ...TYPE, CaseEventID: 'apply', ...CLERK, CRUD: 'CRU' },
    { ...TYPE, CaseEventID: 'ask', UserRoles: ['clerk', 'judge-1'], CRUD: 'C' },
    { ...TYPE, CaseEventID: 'decide', ...JUDGE, CRUD: 'CRU' },
    { ...TYPE, CaseEventID: ' note ', ...CLERK, CRUD: 'CRU' },
    { ...TYPE, CaseEventID: 'elsewhere', ...CLERK, CRUD: 'CRU' },
  ],
  AuthorisationCaseField: [
    ...['applicant', 'urgent', 'flags', 'papers'].map((CaseFieldID) => ({
      ...TYPE,
      CaseFieldID,
      ...CLERK,
      CRUD: 'CRU',
    })),
    ...['applicant', 'urgent', 'flags'].map((CaseFieldID) => ({ ...TYPE, CaseFieldID, ...JUDGE, CRUD: 'R' })),
    ...['outcome', 'reasons'].map((CaseFieldID) => ({ ...TYPE, CaseFieldID, ...JUDGE, CRUD: 'CRU' })),
    { ...TYPE, CaseFieldID: 'outcome', ...CLERK, CRUD: 'R' },
    { ...TYPE, CaseFieldID: 'papers', ...JUDGE, CRUD: 'CR' },
  ],
};

const SHEETS: Readonly<Record<string, Rows>> = {
  CaseType: [{ ...TYPE, ID: 'Permit', Name: 'Permit ${CCD_DEF_VERSION}', JurisdictionID: 'WORKS' }],
  Jurisdiction: [{ ID: 'WORKS', Name: 'Public works' }],
  State: [
    { ...TYPE, ID: 'Received', Name: 'Received', DisplayOrder: 1 },
    { ...TYPE, ID: 'Asked', Name: 'Asked', DisplayOrder: 2 },
    { ...TYPE, ID: 'Granted', Name: 'Granted', DisplayOrder: 3 },
    { ...TYPE, ID: 'Refused', Name: 'Refused', DisplayOrder: 4 },
  ],
  CaseField: CASE_FIELD,
  'ComplexTypes/ComplexTypes-people': COMPLEX,
  'lists/my-lists': [
    { ID: 'FL_outcome', ListElementCode: 'grant', ListElement: 'Grant it' },
    { ID: 'FL_outcome', ListElementCode: 'refuse', ListElement: 'Refuse it', DisplayOrder: 1 },
    { ID: 'FL_flags', ListElementCode: 'odd one', ListElement: 'Odd' },
  ],
  'CaseEvent/CaseEvent': CASE_EVENT,
  CaseEventToFields: ASKED,
  CaseEventToComplexTypes: PARTS,
  ...RIGHTS,
  CaseTypeTab: [
    { ...TYPE, TabID: 'who', TabLabel: 'Who', TabDisplayOrder: 1, CaseFieldID: 'applicant', TabFieldDisplayOrder: 1 },
    { ...TYPE, TabID: 'what', TabLabel: 'What', CaseFieldID: 'outcome', TabShowCondition: 'urgent="Yes"', ...JUDGE },
  ],
  'AuthorisationCaseEvent/AuthorisationCaseEvent-prod': [{ ...TYPE, CaseEventID: 'note', ...JUDGE, CRUD: 'CRU' }],
  Surprise: [{ Colour: 'red' }],
};

/** The definition as files; what is given replaces or adds sheets by their paths without `.json`. */
export function permitPieces(other: Readonly<Record<string, Rows>> = {}): readonly CcdPiece[] {
  return Object.entries({ ...SHEETS, ...other }).map(([path, rows]) => ({
    path: `${path}.json`,
    text: JSON.stringify(rows),
  }));
}
