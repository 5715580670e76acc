/**
 * Three people to be at once. The passwords are public on purpose: these accounts exist in demo
 * data only, which is refused in production.
 */
export const demoAccounts = {
  buyer: { name: 'Bea Winters', email: 'buyer@marquee.example', password: 'marquee-buyer' },
  fan: { name: 'Felix Arden', email: 'fan@marquee.example', password: 'marquee-fan-seller' },
  organiser: {
    name: 'Olive Tree Presents',
    email: 'organiser@marquee.example',
    password: 'marquee-organiser',
  },
} as const;

export type DemoRole = keyof typeof demoAccounts;

const purposes: Record<DemoRole, string> = {
  buyer: 'has tickets',
  fan: 'sells a few',
  organiser: 'runs every Event',
};

/** One line for each account, for the terminal. */
export function describeDemoAccounts(): string[] {
  return Object.entries(demoAccounts).map(([role, { email, password }]) =>
    ['  ', role.padEnd(11), email.padEnd(29), password.padEnd(20), purposes[role as DemoRole]].join(
      '',
    ),
  );
}
