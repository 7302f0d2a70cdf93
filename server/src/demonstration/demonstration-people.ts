// The made-up agencies and people of a demonstration. Data only.
import type { AgencySetUp } from '../store/upsert-people.ts';

const fines = { team: 'traffic-fines', title: 'Traffic fines' };
const permits = { team: 'permits', title: 'Permits' };
const privacy = { team: 'privacy', title: 'Privacy' };
const caseTypes = { team: 'case-types', title: 'Case types' };
const administration = { team: 'administration', title: 'Administration' };
const mailRoom = { team: 'mail-room', title: 'Mail room' };

/** The agency whose cases the demonstration shows. */
export const demonstrationAgency: AgencySetUp = {
  tenant: 1,
  slug: 'demo',
  name: 'Demonstration Agency',
  teams: [fines, permits, privacy, caseTypes, mailRoom, administration],
  people: [
    { person: 'anna.ricci', name: 'Anna Ricci', memberships: [{ team: fines.team, role: 'officer' }] },
    { person: 'marco.conti', name: 'Marco Conti', memberships: [{ team: fines.team, role: 'officer' }] },
    {
      person: 'elena.moretti',
      name: 'Elena Moretti',
      memberships: [
        { team: fines.team, role: 'supervisor' },
        { team: fines.team, role: 'officer' },
      ],
    },
    { person: 'johan.devries', name: 'Johan de Vries', memberships: [{ team: permits.team, role: 'officer' }] },
    { person: 'fatima.haddad', name: 'Fatima Haddad', memberships: [{ team: permits.team, role: 'officer' }] },
    {
      person: 'ingrid.bakker',
      name: 'Ingrid Bakker',
      memberships: [
        { team: permits.team, role: 'supervisor' },
        { team: permits.team, role: 'officer' },
        { team: fines.team, role: 'supervisor' },
      ],
    },
    {
      person: 'petra.lindqvist',
      name: 'Petra Lindqvist',
      memberships: [{ team: privacy.team, role: 'privacy-officer' }],
    },
    {
      person: 'lotte.smeets',
      name: 'Lotte Smeets',
      memberships: [{ team: caseTypes.team, role: 'case-type-designer' }],
    },
    {
      person: 'david.okafor',
      name: 'David Okafor',
      memberships: [{ team: caseTypes.team, role: 'case-type-publisher' }],
    },
    {
      person: 'nadia.brunner',
      name: 'Nadia Brunner',
      memberships: [{ team: administration.team, role: 'administrator' }],
    },
    { person: 'greta.ferri', name: 'Greta Ferri', memberships: [{ team: mailRoom.team, role: 'mail-room' }] },
  ],
};

/** A second agency, so that it can be seen that agencies do not see each other. */
export const otherAgency: AgencySetUp = {
  tenant: 2,
  slug: 'elsewhere',
  name: 'Elsewhere Agency',
  teams: [fines],
  people: [{ person: 'otto.keller', name: 'Otto Keller', memberships: [{ team: fines.team, role: 'officer' }] }],
};

export const givenNames = [
  'Giulia',
  'Luca',
  'Sofia',
  'Pieter',
  'Amina',
  'Tomás',
  'Nora',
  'Yusuf',
  'Clara',
  'Bram',
  'Ines',
  'Viktor',
] as const;
export const familyNames = [
  'Bianchi',
  'Jansen',
  'Rossi',
  'de Boer',
  'Ferrari',
  'Visser',
  'Costa',
  'Smit',
  'Greco',
  'Mulder',
  'Romano',
  'Bos',
] as const;
