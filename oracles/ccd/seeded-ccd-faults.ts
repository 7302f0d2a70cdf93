// Faults that an import might have, each as one row of a definition read wrongly or one line of a converted case type, and the
// place at which the comparison must then tell a difference, and nowhere else.
import { type Row, type Sheets, text } from './read-sheets.ts';

export interface RowFault {
  readonly name: string;
  readonly sheet: string;
  /** The columns by which exactly one row is found. */
  readonly row: Row;
  /** Columns said otherwise; none drops the row. */
  readonly change: Row | null;
  /** Every place that a difference names. */
  readonly at: RegExp;
}

export interface LineFault {
  readonly name: string;
  /** What stands in exactly one place of the case type, and what stands there instead. */
  readonly line: readonly [string, string];
  readonly at: RegExp;
}

/** The sheets with one row read wrongly. */
export function withFault(sheets: Sheets, { sheet, row, change }: Omit<RowFault, 'name' | 'at'>): Sheets {
  const rows = sheets[sheet] ?? [];
  const isIt = (one: Row) => Object.keys(row).every((column) => text(one, column) === text(row, column));
  if (rows.filter(isIt).length !== 1) throw new Error(`Not one row of ${sheet} is ${JSON.stringify(row)}.`);
  const changed = rows.flatMap((one) => (isIt(one) ? (change === null ? [] : [{ ...one, ...change }]) : [one]));
  return { ...sheets, [sheet]: changed };
}

const IN_ANY_STATE = /^caseworker-bulkscan in “.+”$/;

export const bulkScanFaults: readonly RowFault[] = [
  {
    name: 'C on the first event',
    ...onEvent('createException'),
    change: { CRUD: 'RUD' },
    at: /^caseworker-bulkscan in “”$/,
  },
  {
    name: 'C on an event',
    ...onEvent('attachToExistingCase'),
    change: { CRUD: 'RU' },
    at: /in “ScannedRecordReceived”$/,
  },
  { name: 'an authorisation of an event', ...onEvent('extendBulkScanCase'), change: null, at: /JourneyReclassified”$/ },
  {
    ...{ name: 'U on a state', sheet: 'AuthorisationCaseState', row: { CaseStateID: 'ScannedRecordRejected' } },
    ...{ change: { CRUD: 'CRD' }, at: /^caseworker-bulkscan in “ScannedRecordRejected”$/ },
  },
  { name: 'U on the case type', sheet: 'AuthorisationCaseType', row: {}, change: { CRUD: 'CRD' }, at: IN_ANY_STATE },
  { name: 'C on the case type', sheet: 'AuthorisationCaseType', row: {}, change: { CRUD: 'RUD' }, at: /in “”$/ },
  {
    ...{ name: 'a state before an event', ...event('rejectRecord') },
    ...{ change: { 'PreConditionState(s)': 'ScannedRecordReceived' }, at: /in “ScannedRecordJourneyReclassified”$/ },
  },
  {
    ...{ name: 'one more state before an event', ...event('reclassifyRecord') },
    change: { 'PreConditionState(s)': 'ScannedRecordReceived;ScannedRecordRejected' },
    at: /in “ScannedRecordRejected”$/,
  },
  {
    ...{ name: 'any state before an event', ...event('completeAwaitingPaymentDCNProcessing') },
    ...{ change: { 'PreConditionState(s)': 'ScannedRecordReceived' }, at: IN_ANY_STATE },
  },
  {
    ...{ name: 'all states before an event', ...event('updateManually'), change: { 'PreConditionState(s)': '' } },
    at: /^caseworker-bulkscan in “(?:|ScannedRecordReceived|ScannedRecordJourneyReclassified)”$/,
  },
  {
    ...{ name: 'a mandatory field', ...form('attachToExistingCase', 'searchCaseReference') },
    ...{ change: { DisplayContext: 'OPTIONAL' }, at: /^the pages of attachToExistingCase$/ },
  },
  {
    ...{ name: 'a read-only field', ...form('extendBulkScanCase', 'envelopeCaseReference') },
    ...{ change: { DisplayContext: 'OPTIONAL' }, at: /^the pages of extendBulkScanCase$/ },
  },
  {
    ...{ name: 'the order of fields', ...form('attachToExistingCase', 'envelopeCaseReference') },
    ...{ change: { PageFieldDisplayOrder: 9 }, at: /^the pages of attachToExistingCase$/ },
  },
  {
    ...{ name: 'the page of a field', ...form('extendBulkScanCase', 'scanOCRData') },
    ...{ change: { PageID: 2 }, at: /^the pages of extendBulkScanCase$/ },
  },
  {
    ...{ name: 'a field of a form', ...form('createNewCase', 'scanOCRData'), change: null },
    at: /^the pages of createNewCase$/,
  },
  {
    ...{ name: 'another field on a form', ...form('rejectRecord', 'scanOCRData'), change: { CaseFieldID: 'surname' } },
    at: /^the pages of rejectRecord$/,
  },
  {
    name: 'R on a field',
    ...onField('surname'),
    change: { CRUD: 'CUD' },
    at: /^(?:read|writ)able for caseworker-bulkscan$/,
  },
  { name: 'C on a field', ...onField('formType'), change: { CRUD: 'RUD' }, at: /^writable for caseworker-bulkscan$/ },
  { name: 'U on a field', ...onField('poBox'), change: { CRUD: 'CRD' }, at: /^writable for caseworker-bulkscan$/ },
  {
    ...{ name: 'a field nobody writes', ...onField('paymentHistory'), change: { CRUD: 'CRUD' } },
    at: /^writable for caseworker-bulkscan$/,
  },
  {
    ...{ name: 'the profile of a right', ...onField('surname'), change: { AccessProfile: 'caseworker-other' } },
    at: /^(?:(?:read|writ)able for )?caseworker-(?:bulkscan|other)(?: in “.*”)?$/,
  },
  {
    ...{ name: 'a label', sheet: 'CaseField', row: { ID: 'searchCaseReference' }, change: { FieldType: 'Label' } },
    at: /^the pages of (?:attachToExisting|extendBulkScan)Case$/,
  },
];

export const benefitAppealFaults: readonly RowFault[] = [
  {
    ...{ name: 'a part on a form', ...part('caseUpdated', 'jointPartyAddress', 'line2'), change: null },
    at: /^the pages of caseUpdated$/,
  },
  {
    ...{ name: 'a mandatory part', ...part('dwpUploadResponse', 'jointPartyAddress', 'line1') },
    ...{ change: { DisplayContext: 'OPTIONAL' }, at: /^the pages of dwpUploadResponse$/ },
  },
  {
    ...{ name: 'the order of parts', ...part('postHearingReview', 'setAside', 'action') },
    ...{ change: { FieldDisplayOrder: 3 }, at: /^the pages of postHearingReview$/ },
  },
  {
    ...{
      name: 'a part in a list',
      ...part('processReasonableAdjustment', 'reasonableAdjustmentsLetters', 'otherParty.to'),
    },
    ...{ change: { ListElementCode: 'appellant', DisplayContext: 'READONLY', FieldDisplayOrder: 99 } },
    at: /^the pages of processReasonableAdjustment$/,
  },
  {
    ...{ name: 'the context of a group', ...form('caseUpdated', 'jointPartyAddress') },
    ...{ change: { DisplayContext: 'READONLY' }, at: /^the pages of caseUpdated$/ },
  },
  {
    ...{ name: 'the order of pages', ...form('postHearingReview', 'postHearingPreviewDocument') },
    ...{ change: { PageDisplayOrder: 1 }, at: /^the pages of postHearingReview$/ },
  },
  {
    ...{ name: 'the order of alike', ...form('assignToJudge', 'assignedToDisabilityMember') },
    ...{ change: { PageFieldDisplayOrder: 2 }, at: /^the pages of assignToJudge$/ },
  },
  {
    ...{ name: 'a part of a type', sheet: 'ComplexTypes', row: { ID: 'setAside', ListElementCode: 'requestFormat' } },
    ...{ change: null, at: /^(?:the pages of postHearingRequest|(?:read|writ)able for .+)$/ },
  },
  {
    ...{ name: 'U on a group', sheet: 'AuthorisationCaseField' },
    row: { CaseFieldID: 'appeal', AccessProfile: 'caseworker-sscs-clerk' },
    ...{ change: { CRUD: 'R' }, at: /^writable for caseworker-sscs-clerk$/ },
  },
  {
    ...{ name: 'an enabling condition', ...event('createAppealPDF') },
    change: { EventEnablingCondition: 'appeal.benefitType.code="childSupport"' },
    at: /^caseworker-sscs-(?:clerk|systemupdate|superuser) in “.+”$/,
  },
  {
    ...{ name: 'no enabling condition', ...event('createWelshNotice'), change: { EventEnablingCondition: '' } },
    at: /^caseworker-sscs.* in “.+”$/,
  },
  {
    name: 'an event',
    ...event('assignToJudge'),
    change: null,
    at: /^(?:the pages of assignToJudge|caseworker.* in “.+”)$/,
  },
];

export const lineFaults: readonly LineFault[] = [
  {
    name: 'a required field',
    line: [
      'searchCaseReferenceType: {"ask":"required","page":"page-1"}\n      searchCaseReference: {"ask":"required","page":"page-1"}\n      scannedDocuments: {"ask":"optional","page":"page-1"}\n      scanOCRData',
      'searchCaseReferenceType: {"ask":"required","page":"page-1"}\n      searchCaseReference: {"ask":"optional","page":"page-1"}\n      scannedDocuments: {"ask":"optional","page":"page-1"}\n      scanOCRData',
    ],
    at: /^the pages of extendBulkScanCase$/,
  },
  {
    name: 'a read-only field',
    line: ['reclassificationMessage: {"ask":"read-only"', 'reclassificationMessage: {"ask":"optional"'],
    at: /^the pages of reclassifyRecord$/,
  },
  {
    name: 'who may act',
    line: ['{"when":"caseState = null","by":["caseworker-bulkscan"]}', '{"when":"caseState = null","by":["nobody"]}'],
    at: /^caseworker-bulkscan in “”$/,
  },
  {
    name: 'when an event may be started',
    line: [
      '"discretionary":{"when":"caseState != null"',
      '"discretionary":{"when":"caseState = \\"ScannedRecordReceived\\""',
    ],
    at: IN_ANY_STATE,
  },
  {
    name: 'who writes a section',
    line: [
      '"readers":["caseworker-bulkscan"],"writers":[]',
      '"readers":["caseworker-bulkscan"],"writers":["caseworker-bulkscan"]',
    ],
    at: /^writable for caseworker-bulkscan$/,
  },
  {
    name: 'who reads a section',
    line: [
      '"fields":["paymentHistory"],"readers":["caseworker-bulkscan"]',
      '"fields":["paymentHistory"],"readers":["nobody"]',
    ],
    at: /^readable for caseworker-bulkscan$/,
  },
];

interface Place {
  readonly sheet: string;
  readonly row: Row;
}

function form(CaseEventID: string, CaseFieldID: string): Place {
  return { sheet: 'CaseEventToFields', row: { CaseEventID, CaseFieldID } };
}

function part(CaseEventID: string, CaseFieldID: string, ListElementCode: string): Place {
  return { sheet: 'EventToComplexTypes', row: { CaseEventID, CaseFieldID, ListElementCode } };
}

function event(ID: string): Place {
  return { sheet: 'CaseEvent', row: { ID } };
}

function onField(CaseFieldID: string): Place {
  return { sheet: 'AuthorisationCaseField', row: { CaseFieldID } };
}

function onEvent(CaseEventID: string): Place {
  return { sheet: 'AuthorisationCaseEvent', row: { CaseEventID } };
}
