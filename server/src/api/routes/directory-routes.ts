// SCIM 2.0 (RFC 7643, 7644): a directory outside brings people and teams, changes them and takes them away. Everything it
// sends is read in `identity`; what becomes of it is decided and recorded by the commands.
import type { FastifyInstance } from 'fastify';
import {
  listResponse,
  personResource,
  resourceTypes,
  schemas,
  selected,
  serviceProviderConfig,
} from '../../identity/scim-resources.ts';
import { caseless, readPerson, type ScimPerson } from '../../identity/scim-values.ts';
import { patchPerson } from '../../identity/scim-patch.ts';
import { sendScim, sendScimError } from '../answer-directory.ts';
import type { ApiOptions } from '../api-options.ts';
import { parseJsonBody } from '../json-body.ts';
import { refuse, refuseError } from '../problem.ts';
import { defineRoute } from '../route.ts';
import { registerGroupRoutes } from './directory-group-routes.ts';
import { idOf, readListQuery, selectionOf, shown, textOf } from './directory-query.ts';

const ROOT = '/scim/v2';
/** A group of ten thousand. */
const BODY_BYTES_MAX = 1024 * 1024;

/** The routes lie in a scope of their own, since what they read and how they refuse is not like the rest. */
export async function registerDirectoryRoutes(app: FastifyInstance, options: ApiOptions): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser('application/scim+json', { parseAs: 'buffer' }, (_request, body, done) => {
      // Asked for as a buffer just above.
      const parsed = parseJsonBody(body as Buffer);
      if ('refusal' in parsed) done(refuse('malformed-json'));
      else done(null, parsed.value);
    });
    scope.setErrorHandler((error, request, reply) => {
      const { problem, headers } = refuseError(error);
      if (problem.status >= 500) request.log.error({ code: problem.code }, 'A request of a directory failed.');
      return sendScimError(reply.headers(headers), {
        status: problem.status,
        detail: problem.detail,
        ...(problem.code === 'malformed-json' ? { scimType: 'invalidSyntax' as const } : {}),
      });
    });
    const base = `${options.publicOrigin ?? ''}${ROOT}`;
    registerDescription(scope, options, base);
    registerPeople(scope, options, base);
    registerPersonChanges(scope, options, base);
    registerGroupRoutes(scope, options, { root: ROOT, base, bodyLimit: BODY_BYTES_MAX });
  });
}

interface Described {
  readonly name: string;
  readonly body: object;
}

/** A list of descriptions, and each of them alone. */
function describedList(name: string, resources: readonly { readonly id: string }[]): readonly Described[] {
  const list = listResponse({ resources, total: resources.length, startIndex: 1 });
  return [{ name, body: list }, ...resources.map((body) => ({ name: `${name}/${body.id}`, body }))];
}

function registerDescription(app: FastifyInstance, { doors }: ApiOptions, base: string): void {
  const described = [
    { name: 'ServiceProviderConfig', body: serviceProviderConfig(base) },
    ...describedList('ResourceTypes', resourceTypes(base)),
    ...describedList('Schemas', schemas(base)),
  ];
  for (const { name, body } of described) {
    defineRoute(app, doors, {
      method: 'GET',
      // A colon would begin a parameter.
      path: `${ROOT}/${name.replaceAll(':', '::')}`,
      summary: 'What this directory interface can do.',
      audit: 'open',
      action: 'directory-description',
      listed: false,
      handler: async ({ reply }) => sendScim(reply, body),
    });
  }
}

const PERSON_FILTERS = ['id', 'username', 'externalid', 'displayname', 'active'];

function registerPeople(app: FastifyInstance, { doors }: ApiOptions, base: string): void {
  defineRoute(app, doors, {
    audit: 'directory',
    action: 'provision',
    bodyLimit: BODY_BYTES_MAX,
    method: 'GET',
    path: `${ROOT}/Users`,
    summary: 'List people.',
    handler: async ({ by, request }) => {
      const read = readListQuery(request, PERSON_FILTERS);
      if ('problem' in read) return { kind: 'refused', problem: read.problem };
      const { filter, page, selection } = read.value;
      const userName = textOf(filter.get('username'));
      const active = filter.get('active');
      const asked = {
        id: textOf(filter.get('id')),
        userKey: userName === null ? null : caseless(userName),
        externalId: textOf(filter.get('externalid')),
        name: textOf(filter.get('displayname')),
        active: active === undefined ? null : active === true || active === 'true',
      };
      const found = await doors.identity.people.list(by, asked, page);
      return shown(found, ({ items, total }) => ({
        status: 200,
        body: listResponse({
          resources: items.map((row) => selected(personResource(row, base), selection)),
          ...{ total, startIndex: page.offset + 1 },
        }),
      }));
    },
  });
  defineRoute(app, doors, {
    audit: 'directory',
    action: 'provision',
    bodyLimit: BODY_BYTES_MAX,
    method: 'POST',
    path: `${ROOT}/Users`,
    summary: 'Bring a person.',
    handler: async ({ by, request }) => {
      const read = readPerson(request.body);
      if ('problem' in read) return { kind: 'refused', problem: read.problem };
      return shown(await doors.identity.people.add(by, factsOf(read.value)), (row) => {
        const body = personResource(row, base);
        return { status: 201, body, location: body.meta.location };
      });
    },
  });
}

function registerPersonChanges(app: FastifyInstance, { doors }: ApiOptions, base: string): void {
  defineRoute(app, doors, {
    audit: 'directory',
    action: 'provision',
    bodyLimit: BODY_BYTES_MAX,
    method: 'GET',
    path: `${ROOT}/Users/:id`,
    summary: 'Show a person.',
    handler: async ({ by, request }) =>
      shown(await doors.identity.people.show(by, idOf(request)), (row) => ({
        status: 200,
        body: selected(personResource(row, base), selectionOf(request)),
      })),
  });
  const changes = {
    PUT: (_now: ScimPerson, body: unknown) => readPerson(body),
    PATCH: patchPerson,
  };
  for (const method of ['PUT', 'PATCH'] as const) {
    defineRoute(app, doors, {
      audit: 'directory',
      action: 'provision',
      bodyLimit: BODY_BYTES_MAX,
      method,
      path: `${ROOT}/Users/:id`,
      summary: 'Change a person.',
      handler: async ({ by, request }) => {
        const changed = await doors.identity.people.change(by, idOf(request), (row) => {
          const now = {
            userName: row.user_name ?? row.person,
            ...{ name: row.name, externalId: row.external_id, active: row.active },
          };
          const read = changes[method](now, request.body);
          return 'problem' in read ? read : { value: factsOf(read.value) };
        });
        return shown(changed, (row) => ({ status: 200, body: personResource(row, base) }));
      },
    });
  }
  defineRoute(app, doors, {
    audit: 'directory',
    action: 'provision',
    bodyLimit: BODY_BYTES_MAX,
    method: 'DELETE',
    path: `${ROOT}/Users/:id`,
    summary: 'Take a person away.',
    handler: async ({ by, request }) =>
      shown(await doors.identity.people.remove(by, idOf(request)), () => ({ status: 204 })),
  });
}

function factsOf(person: ScimPerson): ScimPerson & { readonly userKey: string } {
  return { ...person, userKey: caseless(person.userName) };
}
