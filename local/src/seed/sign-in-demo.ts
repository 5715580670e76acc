import { type DemoRole, demoAccounts } from './demo-accounts.js';
import { createDemoClient, type DemoClient, UnexpectedAnswer } from './demo-client.js';

export interface DemoUser extends DemoClient {
  readonly id: string;
}

export type DemoUsers = Readonly<Record<DemoRole, DemoUser>>;

interface Answer {
  readonly currentUser: { readonly id: string };
}

/** Signs the demo accounts up; those that a start before us made are signed in. */
export async function signInDemoUsers(baseUrl: string): Promise<DemoUsers> {
  const [buyer, fan, organiser] = await Promise.all([
    enter(baseUrl, 'buyer'),
    enter(baseUrl, 'fan'),
    enter(baseUrl, 'organiser'),
  ]);
  return { buyer, fan, organiser };
}

async function enter(baseUrl: string, role: DemoRole): Promise<DemoUser> {
  const client = createDemoClient(baseUrl);
  const account = demoAccounts[role];
  const { email, password } = account;
  const { currentUser } = await client
    .post<Answer>('/api/users/signup', account)
    .catch((error: unknown) => {
      if (!(error instanceof UnexpectedAnswer) || error.status !== 409) throw error;
      return client.post<Answer>('/api/users/signin', { email, password });
    });
  return { ...client, id: currentUser.id };
}
