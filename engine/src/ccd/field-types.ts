// What each type of CCD becomes here, and what is lost with it. Groups that CCD itself knows are taken apart like those of the
// definition.
import type { FieldKind } from '../definition/case-type.ts';
import type { Target } from './condition-to-feel.ts';

export interface BaseType {
  readonly kind: FieldKind;
  /** How conditions compare it. */
  readonly compared: Exclude<Target['kind'], 'record' | 'absent'>;
  readonly loss?: string;
  /** The longest text, where it is not the usual one. */
  readonly maxLength?: number;
}

const TEXT: BaseType = { kind: 'text', compared: 'text', maxLength: 4_000 };
const LONG: BaseType = { kind: 'long-text', compared: 'text' };

function text(loss: string): BaseType {
  return { ...TEXT, loss };
}

function unchecked(what: string): BaseType {
  return text(`That it is ${what} is not checked.`);
}

const CODES: BaseType = {
  ...{ kind: 'long-text', compared: 'codes' },
  loss: 'Several values of a list are kept as one text, their codes with commas between; the list is not offered.',
};
const BY_CALLBACK: BaseType = text(
  'Its values come from a callback and are not in the definition; it is kept as text.',
);
const VIEWER = text('A part of the screens of CCD, without a value.');

/** Types without parts, by their names. */
const BASE_TYPES: Readonly<Record<string, BaseType>> = {
  Text: TEXT,
  TextArea: LONG,
  RichText: { ...LONG, loss: 'Formatting is kept as it is written.' },
  Number: { kind: 'number', compared: 'number' },
  MoneyGBP: { kind: 'money', compared: 'money', loss: 'CCD counts pence; amounts are in pounds here.' },
  YesOrNo: { kind: 'boolean', compared: 'boolean' },
  YesNo: { kind: 'boolean', compared: 'boolean' },
  Date: { kind: 'date', compared: 'date' },
  DateTime: { kind: 'instant', compared: 'instant', loss: 'A moment has its offset here.' },
  Time: unchecked('a time of day'),
  Email: unchecked('an address'),
  PhoneUK: unchecked('a telephone number'),
  Postcode: unchecked('a postcode'),
  Document: text('A document is kept as its reference; it is uploaded elsewhere.'),
  Label: { ...TEXT, compared: 'label' },
  MultiSelectList: CODES,
  DynamicMultiSelectList: CODES,
  DynamicList: BY_CALLBACK,
  DynamicRadioList: BY_CALLBACK,
  JudicialUser: text('A judge is kept as text; the directory of judges is not asked.'),
  BaseLocation: text('A place is kept as text; the list of places is not asked.'),
  Region: text('A region is kept as text; the list of regions is not asked.'),
  CaseHistoryViewer: VIEWER,
  CasePaymentHistoryViewer: VIEWER,
  WaysToPay: VIEWER,
  FlagLauncher: VIEWER,
  ComponentLauncher: VIEWER,
};

export function baseTypeOf(name: string): BaseType | null {
  return Object.hasOwn(BASE_TYPES, name) ? (BASE_TYPES[name] ?? null) : null;
}

export function unknownType(name: string): BaseType {
  return { ...LONG, loss: `The type ${name} is not known here; it is kept as text.` };
}

export const COLLECTION: BaseType = {
  ...LONG,
  loss: 'A list is kept as one text; its entries are not asked one by one, and their parts are no fields.',
};

export const NESTED_TOO_DEEP: BaseType = { ...LONG, loss: 'Groups hold one another without end; it is kept as text.' };

export const WITHOUT_LIST = text('There is no list of that name, so any text may be written.');

interface Part {
  readonly code: string;
  readonly type: string;
  readonly label: string;
}

function address(...lines: readonly string[]): readonly Part[] {
  return lines.map((code) => ({ code, type: 'Text', label: code.replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2') }));
}

const ADDRESS = address('AddressLine1', 'AddressLine2', 'AddressLine3', 'PostTown', 'County', 'PostCode', 'Country');

/** Groups that CCD defines for everybody. */
const PREDEFINED: Readonly<Record<string, readonly Part[]>> = {
  AddressUK: ADDRESS,
  AddressGlobal: ADDRESS,
  AddressGlobalUK: ADDRESS,
  CaseLink: [{ code: 'CaseReference', type: 'Text', label: 'Case reference' }],
  Organisation: [
    { code: 'OrganisationID', type: 'Text', label: 'Organisation ID' },
    { code: 'OrganisationName', type: 'Text', label: 'Organisation name' },
  ],
  OrganisationPolicy: [
    { code: 'Organisation', type: 'Organisation', label: 'Organisation' },
    { code: 'OrgPolicyReference', type: 'Text', label: 'Reference' },
    { code: 'OrgPolicyCaseAssignedRole', type: 'Text', label: 'Case role' },
  ],
  TTL: [
    { code: 'SystemTTL', type: 'Date', label: 'System TTL' },
    { code: 'OverrideTTL', type: 'Date', label: 'Override TTL' },
    { code: 'Suspended', type: 'YesOrNo', label: 'Suspended' },
  ],
};

export function predefinedParts(name: string): readonly Part[] | null {
  return Object.hasOwn(PREDEFINED, name) ? (PREDEFINED[name] ?? null) : null;
}
