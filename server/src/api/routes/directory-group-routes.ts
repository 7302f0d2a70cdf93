// The groups of SCIM: each is a role in a team, and its members hold that role.
import type { FastifyInstance } from 'fastify';
import { patchGroup } from '../../identity/scim-patch.ts';
import { groupResource, listResponse, selected } from '../../identity/scim-resources.ts';
import { bad, readGroup, type Scim, type ScimGroup } from '../../identity/scim-values.ts';
import type { ApiOptions } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import { idOf, readListQuery, selectionOf, shown, textOf } from './directory-query.ts';

const FILTERS = ['id', 'displayname', 'externalid', 'members.value', 'members'];

export interface DirectoryPlace {
  readonly root: string;
  readonly base: string;
  readonly bodyLimit: number;
}

export function registerGroupRoutes(app: FastifyInstance, options: ApiOptions, place: DirectoryPlace): void {
  registerGroups(app, options, place);
  registerGroupChanges(app, options, place);
}

function registerGroups(app: FastifyInstance, { doors }: ApiOptions, { root, base, bodyLimit }: DirectoryPlace): void {
  defineRoute(app, doors, {
    audit: 'directory',
    action: 'provision',
    bodyLimit,
    method: 'GET',
    path: `${root}/Groups`,
    summary: 'List groups.',
    handler: async ({ by, request }) => {
      const read = readListQuery(request, FILTERS);
      if ('problem' in read) return { kind: 'refused', problem: read.problem };
      const { filter, page, selection } = read.value;
      const asked = {
        id: textOf(filter.get('id')),
        displayName: textOf(filter.get('displayname')),
        externalId: textOf(filter.get('externalid')),
        member: textOf(filter.get('members.value') ?? filter.get('members')),
      };
      return shown(await doors.identity.groups.list(by, asked, page), ({ items, total }) => ({
        status: 200,
        body: listResponse({
          resources: items.map((row) => selected(groupResource(row, base), selection)),
          ...{ total, startIndex: page.offset + 1 },
        }),
      }));
    },
  });
  defineRoute(app, doors, {
    audit: 'directory',
    action: 'provision',
    bodyLimit,
    method: 'POST',
    path: `${root}/Groups`,
    summary: 'Bring a group.',
    handler: async ({ by, request }) => {
      const read = readGroup(request.body);
      if ('problem' in read) return { kind: 'refused', problem: read.problem };
      return shown(await doors.identity.groups.add(by, read.value), (row) => {
        const body = groupResource(row, base);
        return { status: 201, body, location: body.meta.location };
      });
    },
  });
  defineRoute(app, doors, {
    audit: 'directory',
    action: 'provision',
    bodyLimit,
    method: 'GET',
    path: `${root}/Groups/:id`,
    summary: 'Show a group.',
    handler: async ({ by, request }) =>
      shown(await doors.identity.groups.show(by, idOf(request)), (row) => ({
        status: 200,
        body: selected(groupResource(row, base), selectionOf(request)),
      })),
  });
}

const CHANGES = { PUT: replaceGroup, PATCH: patchGroup };

function registerGroupChanges(
  app: FastifyInstance,
  { doors }: ApiOptions,
  { root, base, bodyLimit }: DirectoryPlace,
): void {
  for (const method of ['PUT', 'PATCH'] as const) {
    defineRoute(app, doors, {
      audit: 'directory',
      action: 'provision',
      bodyLimit,
      method,
      path: `${root}/Groups/:id`,
      summary: 'Change a group.',
      handler: async ({ by, request }) => {
        const changed = await doors.identity.groups.change(by, idOf(request), (row) => {
          const { team, role, external_id: externalId, display_name: displayName } = row;
          const members = row.members.map(({ id }) => id);
          return CHANGES[method]({ displayName, externalId, team, role, members }, request.body);
        });
        return shown(changed, (row) => ({
          status: 200,
          body: selected(groupResource(row, base), selectionOf(request)),
        }));
      },
    });
  }
  defineRoute(app, doors, {
    audit: 'directory',
    action: 'provision',
    bodyLimit,
    method: 'DELETE',
    path: `${root}/Groups/:id`,
    summary: 'Take a group away.',
    handler: async ({ by, request }) =>
      shown(await doors.identity.groups.remove(by, idOf(request)), () => ({ status: 204 })),
  });
}

function replaceGroup(now: ScimGroup, body: unknown): Scim<ScimGroup> {
  const read = readGroup(body);
  if ('problem' in read) return read;
  const { team, role } = read.value;
  return team === now.team && role === now.role
    ? read
    : bad('mutability', 'The team and the role of a group never change: remove the group and make another.');
}
