// What the name of a form looks like in which somebody types: names and ids, such as `note/01a0…`, and nothing that anybody typed.

/** Up to `PLACE_MOST` characters. */
export const PLACE = '^[a-z][a-z-]{0,39}(/[A-Za-z0-9_.:~#-]{1,80}){0,6}$';
export const PLACE_MOST = 200;
