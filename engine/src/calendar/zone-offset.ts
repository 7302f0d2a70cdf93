// How far a zone is from UTC at an instant, from the platform's own zone data, remembered by day.
// Refuses to know the zone of the machine: every zone is an argument.

export const DAY_MS = 86_400_000;

/** Days remembered per zone before starting anew; 20,000 days are 54 years and about 1 MB. */
const REMEMBERED_DAYS = 20_000;
/** Zones remembered before starting anew; there are about 600 names. */
const REMEMBERED_ZONES = 1_000;

/** Local mean time holds before this (1800-01-01), so earlier instants are asked about there. */
const EARLIEST_MS = -5_364_662_400_000;
const LATEST_MS = 253_402_214_400_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** UTC day number to the offset of that whole day, or null for a day on which the offset changes. */
  readonly offsets: Map<number, number | null>;
}

const zones = new Map<string, Zone>();

/** True for a name of the IANA time zone database that this platform knows. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/.test(name)) return false;
  try {
    zoneNamed(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Milliseconds to add to a UTC instant to get local time in the zone (+7,200,000 for Rome in summer).
 * Throws RangeError for an unknown zone, which a checked case type cannot hold.
 */
export function offsetAt(instantMs: number, name: string): number {
  const zone = zoneNamed(name);
  const day = Math.floor(instantMs / DAY_MS);
  const remembered = zone.offsets.get(day);
  if (remembered !== undefined && remembered !== null) return remembered;
  if (remembered === null) return askedOffset(zone, instantMs);
  if (zone.offsets.size >= REMEMBERED_DAYS) zone.offsets.clear();
  const first = askedOffset(zone, day * DAY_MS);
  const last = askedOffset(zone, (day + 1) * DAY_MS - 1);
  zone.offsets.set(day, first === last ? first : null);
  return first === last ? first : askedOffset(zone, instantMs);
}

function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (zones.size >= REMEMBERED_ZONES) zones.clear();
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { format, offsets: new Map<number, number | null>() };
  zones.set(name, zone);
  return zone;
}

function askedOffset(zone: Zone, instantMs: number): number {
  const second = Math.floor(Math.min(Math.max(instantMs, EARLIEST_MS), LATEST_MS) / 1000) * 1000;
  const part = new Map<string, number>();
  for (const { type, value } of zone.format.formatToParts(second)) part.set(type, Number(value));
  const local = Date.UTC(
    part.get('year') ?? 1970,
    (part.get('month') ?? 1) - 1,
    part.get('day') ?? 1,
    part.get('hour') ?? 0,
    part.get('minute') ?? 0,
    part.get('second') ?? 0,
  );
  return local - second;
}
