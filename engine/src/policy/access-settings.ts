// What differs between jurisdictions, as shipped: their scales of classification, and what the usual roles of a team may
// besides reading what lies in their own unit. A role that is not named here has the least (`unknownRole`).
import type { AccessSettings } from './access-rules.ts';

export const accessSettings: AccessSettings = {
  scales: {
    // Australian Government, Protective Security Policy Framework, policy 8.
    'au-pspf': {
      levels: ['UNOFFICIAL', 'OFFICIAL', 'OFFICIAL: Sensitive', 'PROTECTED', 'SECRET', 'TOP SECRET'],
      markers: ['legal-privilege', 'legislative-secrecy', 'personal-privacy', 'cabinet'],
    },
    // British Columbia, Information Security Classification Standard.
    'ca-bc': {
      levels: ['Public', 'Protected A', 'Protected B', 'Protected C'],
      markers: ['personal-privacy', 'legal-privilege', 'cabinet'],
    },
  },
  roles: {
    director: { below: true, delegable: false },
    manager: { below: true, delegable: true },
    'team-leader': { below: true, delegable: true },
  },
};

/** Levels of each scale, from the lowest to the highest. */
export const accessScales: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(accessSettings.scales).map(([scale, { levels }]) => [scale, levels]),
);
