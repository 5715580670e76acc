import { type Json, seconds } from '../http/json.js';
import type { SandboxAccount } from './account.js';

export function renderAccount(account: SandboxAccount): Json {
  const { isReady } = account;
  const due = isReady ? [] : ['external_account', 'tos_acceptance.date', 'tos_acceptance.ip'];
  const requirements = {
    ...{ alternatives: [], current_deadline: null, currently_due: due },
    ...{ disabled_reason: isReady ? null : 'requirements.past_due', errors: [] },
    ...{ eventually_due: due, past_due: due, pending_verification: [] },
  };
  return {
    id: account._id,
    object: 'account',
    business_profile: null,
    business_type: account.businessType,
    capabilities: { transfers: isReady ? 'active' : 'inactive' },
    charges_enabled: isReady,
    controller: {
      fees: { payer: 'application_express' },
      is_controller: true,
      losses: { payments: 'application' },
      requirement_collection: 'stripe',
      stripe_dashboard: { type: 'express' },
      type: 'application',
    },
    country: account.country,
    created: seconds(account.createdAt),
    default_currency: account.defaultCurrency,
    details_submitted: isReady,
    email: account.email,
    external_accounts: {
      ...{ object: 'list', data: [], has_more: false },
      url: `/v1/accounts/${account._id}/external_accounts`,
    },
    future_requirements: {
      ...requirements,
      currently_due: [],
      eventually_due: [],
      past_due: [],
      disabled_reason: null,
    },
    metadata: account.metadata,
    payouts_enabled: isReady,
    requirements,
    settings: null,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'express',
  };
}
