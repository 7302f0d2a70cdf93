// What the interface says of standing in for a colleague: for whom somebody may.
import { Type } from 'typebox';

export const StandsInFor = Type.Array(
  Type.Object(
    { personId: Type.String(), name: Type.String(), until: Type.Union([Type.String(), Type.Null()]) },
    { additionalProperties: false },
  ),
  {
    description:
      'Colleagues who have handed work over to you, and until when. Send the id as Casewright-On-Behalf-Of with what you do for one of them.',
  },
);
