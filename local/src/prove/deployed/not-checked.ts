/**
 * What cannot be said of a marketplace that somebody else runs, by the promise it belongs to: its
 * databases are read, and nobody listens to its broker, reads its metrics or parks anything there.
 */
export const notChecked: readonly string[] = [
  'I2, I3: what each consumer heard and in which order, for no auditor listens; the inboxes are read',
  'I2, I3: what services count themselves, such as inbox_duplicate_effects_total',
  'I5: npm run ledger -- check; payments, entries and Stripe are compared',
  'I8: how soon the oldest row left after each fault',
  'I9: a delivery parked on purpose, found and put back; what is parked is read',
  'Live: what open pages were told',
  'Lease: how soon a killed process is replaced',
];
