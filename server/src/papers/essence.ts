// A media type without its parameters.

/** In small letters, without what comes after the semicolon. */
export function essenceOf(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}
