// The shapes in which Salesforce, Dynamics 365, ServiceNow and Oracle give out their cases, as their makers document them: names of
// fields, codes, how times are written, and what is around the rows. For made-up exports; it holds no row of anybody.
import type { Dirt, MadeCase, Product, ProductRow, ProductShape } from './made-exports.ts';

/** Salesforce, object Case, by Data Loader: every value in quotation marks, times in UTC with milliseconds. */
const salesforce: ProductShape = {
  file: 'Case.csv',
  rowOf: (made) => {
    const closed = made.state === 'closed';
    return {
      Id: `500${made.number.padStart(15, 'A')}`,
      ...{ IsDeleted: 'false', MasterRecordId: '', CaseNumber: made.number, ContactId: '', AccountId: '001A' },
      ...{ AssetId: '', ParentId: '', SuppliedName: made.name, SuppliedEmail: 'a@example.org', SuppliedPhone: '' },
      ...{ SuppliedCompany: '', Type: made.category, RecordTypeId: '' },
      Status: { new: 'New', working: 'Working', waiting: 'On Hold', closed: 'Closed' }[made.state],
      Reason: 'Breakdown',
      Origin: { phone: 'Phone', email: 'Email', web: 'Web', pigeon: 'Pigeon' }[made.channel],
      Subject: made.subject,
      Priority: ['High', 'Medium', 'Low'][made.priority],
      Description: made.description,
      IsClosed: String(closed),
      ClosedDate: closed && made.dirt !== 'contradiction' ? isoOf(made.changed) : '',
      ...{ IsEscalated: 'false', OwnerId: `005${made.owner}` },
      CreatedDate: dirtyDate(made, isoOf(made.created)),
      CreatedById: '0051',
      LastModifiedDate: isoOf(made.changed),
      ...{ LastModifiedById: '0051', SystemModstamp: isoOf(made.changed), ContactPhone: '', ContactEmail: '' },
    };
  },
  textOf: (rows) => {
    const names = Object.keys(rows[0]?.row ?? {});
    const line = (values: readonly unknown[]): string =>
      values.map((value) => `"${typeof value === 'string' ? value.replaceAll('"', '""') : ''}"`).join(',');
    const lines = rows.map(({ row, dirt }) => line([...Object.values(row), ...(dirt === 'malformed' ? ['?'] : [])]));
    return `${[line(names), ...lines].join('\r\n')}\r\n`;
  },
};

const INCIDENT_STATES = {
  new: { statecode: 0, statuscode: 1, status: 'In Progress' },
  working: { statecode: 0, statuscode: 4, status: 'Researching' },
  waiting: { statecode: 0, statuscode: 3, status: 'Waiting for Details' },
  closed: { statecode: 1, statuscode: 5, status: 'Problem Solved' },
} as const;

/** Dynamics 365, table incident, by the Web API of Dataverse with all annotations. */
const dynamics: ProductShape = {
  file: 'incidents.json',
  rowOf: (made) => {
    const { statecode, statuscode, status } = INCIDENT_STATES[made.state];
    const contradicts = made.dirt === 'contradiction';
    return {
      '@odata.etag': `W/"${made.owner}"`,
      incidentid: `00000000-0000-4000-8000-${made.number.padStart(12, '0')}`,
      ticketnumber: made.number === '' ? null : made.number,
      ...{ title: made.subject, description: made.description },
      caseorigincode: { phone: 1, email: 2, web: 3, pigeon: 77 }[made.channel],
      ...annotated('casetypecode', made.category === '' ? null : 1, made.category),
      ...annotated('prioritycode', made.priority + 1, ['High', 'Normal', 'Low'][made.priority]),
      ...annotated('statecode', contradicts ? null : statecode, statecode === 0 ? 'Active' : 'Resolved'),
      ...annotated('statuscode', statuscode, status),
      ...annotated('_ownerid_value', `u-${made.owner}`, `User ${made.owner}`),
      '_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'systemuser',
      ...annotated('_customerid_value', `c-${made.number}`, made.name),
      emailaddress: null,
      ...annotated('createdon', dirtyDate(made, secondsOf(made.created)), '1/2/2023 9:00 AM'),
      ...annotated('modifiedon', secondsOf(made.changed), '1/2/2023 9:00 AM'),
    };
  },
  textOf: (rows) =>
    framed('value', rows, { '@odata.context': 'https://example.org/api/data/v9.2/$metadata#incidents' }),
};

function annotated(name: string, value: unknown, words: string | undefined): ProductRow {
  return { [name]: value, ...(value === null ? {} : { [`${name}@OData.Community.Display.V1.FormattedValue`]: words }) };
}

const CASE_STATES = {
  new: ['1', 'New'],
  working: ['10', 'Open'],
  waiting: ['18', 'Awaiting Info'],
  closed: ['3', 'Closed'],
} as const;

/** ServiceNow, table sn_customerservice_case, by the Table API with values and display values. */
const serviceNow: ProductShape = {
  file: 'sn_customerservice_case.json',
  rowOf: (made) => {
    const closed = made.state === 'closed';
    const pairs: Record<string, readonly [string, string]> = {
      sys_id: [made.number.padStart(32, '0'), made.number.padStart(32, '0')],
      number: [made.number === '' ? '' : `CS${made.number}`, made.number === '' ? '' : `CS${made.number}`],
      state: CASE_STATES[made.state],
      opened_at: [dirtyDate(made, utcOf(made.created)) ?? '', localOf(made.created)],
      closed_at: closed && made.dirt !== 'contradiction' ? [utcOf(made.changed), localOf(made.changed)] : ['', ''],
      sys_updated_on: [utcOf(made.changed), localOf(made.changed)],
      contact_type: [{ phone: 'phone', email: 'email', web: 'web', pigeon: 'pigeon' }[made.channel], made.channel],
      category: [made.category.toLowerCase(), made.category],
      ...{ short_description: [made.subject, made.subject], description: [made.description, made.description] },
      priority: [String(made.priority + 2), ['2 - High', '3 - Moderate', '4 - Low'][made.priority] ?? ''],
      ...{ close_notes: ['', ''], assigned_to: [`u${made.owner}`, `User ${made.owner}`] },
    };
    const rows = Object.entries(pairs).map(([name, [value, display]]): [string, unknown] => [
      name,
      { display_value: display, value },
    ]);
    const link = `https://example.org/api/now/table/customer_contact/${made.owner}`;
    return { ...Object.fromEntries(rows), contact: { display_value: made.name, value: `c${made.number}`, link } };
  },
  textOf: (rows) => framed('result', rows, {}),
};

/** Oracle Fusion Service, serviceRequests, by its REST API. */
const oracle: ProductShape = {
  file: 'serviceRequests.json',
  rowOf: (made) => {
    const closed = made.state === 'closed';
    return {
      // Longer than a number of JavaScript can be.
      SrId: Number.MAX_SAFE_INTEGER,
      ...{ SrNumber: made.number === '' ? null : `SR${made.number}`, Title: made.subject },
      ProblemDescription: made.description,
      SeverityCd: ['ORA_SVC_SEV1', 'ORA_SVC_SEV2', 'ORA_SVC_SEV3'][made.priority],
      StatusCd: {
        ...{ new: 'ORA_SVC_NEW', working: 'ORA_SVC_INPROGRESS', waiting: 'ORA_SVC_WAITING', closed: 'ORA_SVC_CLOSED' },
      }[made.state],
      ChannelTypeCd: { phone: 'ORA_SVC_PHONE', email: 'ORA_SVC_EMAIL', web: 'ORA_SVC_WEB', pigeon: 'PIGEON' }[
        made.channel
      ],
      CategoryName: made.category === '' ? null : made.category,
      ...{ PrimaryContactPartyName: made.name, AssigneeResourceId: 300_000_000_000_000 + made.owner },
      CreationDate: dirtyDate(made, isoOf(made.created).replace('Z', '+00:00')),
      LastUpdateDate: isoOf(made.changed).replace('Z', '+00:00'),
      ClosedDate: closed && made.dirt !== 'contradiction' ? isoOf(made.changed).replace('Z', '+00:00') : null,
      ...{ DeleteFlag: false, CreatedBy: 'SERVICE_APP' },
      links: [{ rel: 'self', href: `https://example.org/serviceRequests/SR${made.number}`, kind: 'item' }],
    };
  },
  textOf: (rows) =>
    framed('items', rows, { count: rows.length, hasMore: false, limit: 500, offset: 0, links: [{ rel: 'self' }] }),
};

export const SHAPES: Readonly<Record<Product, ProductShape>> = {
  'salesforce-case': salesforce,
  'dynamics-incident': dynamics,
  'servicenow-case': serviceNow,
  'oracle-service-request': oracle,
};

/** Rows in a member of an object, with other members around it; a malformed row names a member twice. */
function framed(
  member: string,
  rows: readonly { readonly row: ProductRow; readonly dirt: Dirt | null }[],
  around: ProductRow,
): string {
  const texts = rows.map(({ row, dirt }) => {
    const text = JSON.stringify(row, null, 1);
    return dirt === 'malformed' ? text.replace(/\}$/u, `,"${Object.keys(row)[1] ?? ''}":"twice"}`) : text;
  });
  const others = Object.entries(around).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{${[`${JSON.stringify(member)}:[${texts.join(',\n')}]`, ...others].join(',')}}\n`;
}

function dirtyDate({ dirt }: MadeCase, date: string): string | null {
  if (dirt === 'no-date') return null;
  return dirt === 'date-of-another-country' ? '31/12/2023 10:00' : date;
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

function secondsOf(at: number): string {
  return isoOf(at).replace(/\.\d+Z$/u, 'Z');
}

function utcOf(at: number): string {
  return isoOf(at).slice(0, 19).replace('T', ' ');
}

/** As somebody ten hours ahead sees it. */
function localOf(at: number): string {
  return utcOf(at + 10 * 3_600_000);
}
