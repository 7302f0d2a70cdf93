// Which columns of each sheet are carried, which say nothing of a case type, and what is lost with the others: nothing that a row
// says may be passed over in silence.
import { cell, columnKey, type Row } from './row.ts';
import { type Ledger, lose } from './report.ts';

interface Columns {
  /** Read elsewhere in this room, which says itself what it cannot carry. */
  readonly read: readonly string[];
  /** Sentences about what is lost, by column. */
  readonly lost: Readonly<Record<string, string>>;
}

/** Columns that say nothing of a case type in any sheet. */
const SILENT = ['CaseTypeID', 'LiveFrom', 'LiveTo', 'Comment', 'Comments', '_comment'].map(columnKey);

const CALLBACK = 'A callback is called here; what it does is not in the definition, so the action needs a handler.';
const SUMMARY = 'The page that sums up the answers before they are sent is not shown.';

const TABLE: Readonly<Record<string, Columns>> = {
  CaseType: {
    read: ['ID', 'Name', 'Description', 'JurisdictionID', 'SecurityClassification'],
    lost: {
      PrintableDocumentsUrl: 'Documents are not fetched from another service.',
      RetriesTimeoutURLPrintEvent: 'Documents are not fetched from another service.',
    },
  },
  Jurisdiction: {
    read: ['ID', 'Name', 'Description'],
    lost: { Shuttered: 'Whether a jurisdiction is closed for now is a setting of the installation.' },
  },
  State: {
    read: ['ID', 'Name', 'DisplayOrder', 'Description'],
    lost: { TitleDisplay: 'The heading of a case with its values filled in is not shown.' },
  },
  CaseEvent: {
    read: [
      ...[
        'ID',
        'Name',
        'Description',
        'DisplayOrder',
        'PreConditionState(s)',
        'PreConditionState',
        'PostConditionState',
      ],
      ...['EventEnablingCondition', 'SecurityClassification', 'ShowEventNotes', 'CanSaveDraft', 'ShowSummary'],
    ],
    lost: {
      CallBackURLAboutToStartEvent: CALLBACK,
      CallBackURLAboutToSubmitEvent: CALLBACK,
      CallBackURLSubmittedEvent: CALLBACK,
      CallBackURLMidEvent: CALLBACK,
      EndButtonLabel: 'The label of the last button is not carried.',
      Publish: 'The event is not published to a message bus.',
      TTLIncrement: 'The time to live of a case is not carried: how long a case is kept is said elsewhere.',
    },
  },
  CaseField: {
    read: [
      ...['ID', 'Label', 'HintText', 'FieldType', 'FieldTypeParameter', 'SecurityClassification', 'Min', 'Max'],
      'RegularExpression',
    ],
    lost: {
      Searchable: 'Whether a value can be searched for is not said field by field.',
      CategoryID: 'Documents are not sorted into categories.',
    },
  },
  ComplexTypes: {
    read: [
      ...[
        'ID',
        'ListElementCode',
        'ElementLabel',
        'HintText',
        'FieldType',
        'FieldTypeParameter',
        'SecurityClassification',
      ],
      ...['Min', 'Max', 'RegularExpression', 'FieldShowCondition', 'DisplayOrder', 'RetainHiddenValue'],
    ],
    lost: {
      Searchable: 'Whether a value can be searched for is not said field by field.',
      CategoryID: 'Documents are not sorted into categories.',
    },
  },
  FixedLists: { read: ['ID', 'ListElementCode', 'ListElement', 'DisplayOrder', 'SecurityClassification'], lost: {} },
  CaseEventToFields: {
    read: [
      ...[
        'CaseEventID',
        'CaseFieldID',
        'PageID',
        'PageLabel',
        'PageDisplayOrder',
        'PageFieldDisplayOrder',
        'DisplayContext',
      ],
      ...['FieldShowCondition', 'PageShowCondition', 'CaseEventFieldLabel', 'RetainHiddenValue'],
      // They belong to the summary page, which is accounted for with its event.
      ...['ShowSummaryChangeOption', 'ShowSummaryContentOption', 'PageColumnNumber'],
    ],
    lost: {
      CallBackURLMidEvent: 'A callback checks this page before the next; what it does is not in the definition.',
      CaseEventFieldHint: 'A hint for this action alone is not carried.',
      DisplayContextParameter: 'How the value is laid out or entered is not carried.',
      DefaultValue: 'A value that is filled in beforehand is not carried.',
      NullifyByDefault: 'That the value is emptied first is not carried.',
      Publish: 'The value is not published to a message bus.',
      PublishAs: 'The value is not published to a message bus.',
    },
  },
  EventToComplexTypes: {
    read: [
      ...[
        'CaseEventID',
        'CaseFieldID',
        'ListElementCode',
        'ID',
        'DisplayContext',
        'FieldDisplayOrder',
        'FieldShowCondition',
      ],
      ...['EventElementLabel', 'RetainHiddenValue', 'PageFieldDisplayOrder', 'ShowSummaryChangeOption', 'PageID'],
      // The page is that of the field of which it is a part.
      ...['PageDisplayOrder', 'PageLabel'],
    ],
    lost: {
      EventHintText: 'A hint for this action alone is not carried.',
      DefaultValue: 'A value that is filled in beforehand is not carried.',
      Publish: 'The value is not published to a message bus.',
      PublishAs: 'The value is not published to a message bus.',
    },
  },
  CaseTypeTab: {
    read: [
      ...['TabID', 'TabLabel', 'TabDisplayOrder', 'CaseFieldID', 'TabFieldDisplayOrder', 'FieldShowCondition'],
      ...['TabShowCondition', 'AccessProfile', 'UserRole', 'Channel'],
    ],
    lost: { DisplayContextParameter: 'How the value is laid out is not carried.' },
  },
  CaseRoles: {
    read: ['ID', 'Name', 'JurisdictionID', 'SecurityClassification'],
    lost: { Description: 'The description of a role is not shown.' },
  },
  ...authorisations('AuthorisationCaseType', 'AuthorisationCaseState', 'AuthorisationCaseEvent'),
  ...authorisations('AuthorisationCaseField', 'AuthorisationComplexType'),
};

/** Says what is lost of a row by its columns. */
export function accountForColumns(ledger: Ledger, row: Row): void {
  const known = TABLE[row.sheet];
  if (known === undefined) return;
  const read = new Set(known.read.map(columnKey));
  const lost = new Map(Object.entries(known.lost).map(([column, reason]) => [columnKey(column), reason]));
  for (const [key, column] of row.columns) {
    // How often a callback is tried again goes with the callback.
    if (read.has(key) || SILENT.includes(key) || key.startsWith('retriestimeout') || isOff(row, key)) continue;

    lose(ledger, row, lost.get(key) ?? `The column ${column} is not known here.`);
  }
  const classification = cell(row, 'SecurityClassification');
  if (classification !== '' && classification.toUpperCase() !== 'PUBLIC') {
    lose(
      ledger,
      row,
      `The classification ${classification} is not carried: its scale is not one of this installation.`,
    );
  }
  if (/^(y|yes)$/i.test(cell(row, 'ShowSummary'))) lose(ledger, row, SUMMARY);
}

/** What is switched off says nothing. */
function isOff(row: Row, key: string): boolean {
  return /^(n|no|false|f|0)$/i.test(row.cells.get(key) ?? '');
}

function authorisations(...sheets: readonly string[]): Readonly<Record<string, Columns>> {
  const read = [
    ...[
      'CaseStateID',
      'CaseEventID',
      'CaseFieldID',
      'ListElementCode',
      'AccessProfile',
      'UserRole',
      'UserRoles',
      'CRUD',
    ],
    'AccessControl',
  ];
  return Object.fromEntries(sheets.map((sheet) => [sheet, { read, lost: {} }]));
}
