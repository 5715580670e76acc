const rfc3339 =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The moment an RFC 3339 text means; null when it is not one, or names a day that never was. */
export function parseInstant(value: unknown): Date | null {
  if (value instanceof Date) return value;
  const parts = typeof value === 'string' ? rfc3339.exec(value) : null;
  if (parts === null) return null;
  const [text, year, month, day] = parts;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > lastDay)
    return null;
  return new Date(text);
}
