/**
 * What is rendered and validated: every overlay, and each component at least once in a company it
 * may be in.
 *
 * @typedef {{ name: string, on: string, with: string[], except?: string[] }} Combination the rules
 *   of policy/ it may break
 */
const compiles = ['its root file system is read-only'];

/** @type {Combination[]} */
export const combinations = [
  { name: 'base', on: 'base', with: [] },
  { name: 'dev', on: 'overlays/dev', with: [] },
  { name: 'ci', on: 'overlays/ci', with: [] },
  { name: 'live', on: 'overlays/live', with: [], except: compiles },
  { name: 'debug', on: 'overlays/debug', with: [], except: compiles },
  { name: 'nats-streaming', on: 'overlays/nats-streaming', with: [], except: compiles },
  { name: 'tracing', on: 'overlays/tracing', with: [], except: compiles },
  { name: 'prod', on: 'overlays/prod', with: [] },
  {
    name: 'dev-everything',
    on: 'overlays/dev',
    with: ['network-policies', 'network-policies-development', 'backup', 'tracing', 'jaeger'],
  },
  { name: 'dev-nats-streaming', on: 'overlays/dev', with: ['nats-streaming'] },
  { name: 'ci-nats-streaming', on: 'overlays/ci', with: ['nats-streaming'] },
  { name: 'ci-gateway', on: 'overlays/ci', with: ['gateway', 'gateway-sandbox'] },
  { name: 'ci-replicated', on: 'overlays/ci', with: ['replicated'] },
  { name: 'prod-gateway', on: 'overlays/prod', with: ['gateway', 'gateway-tls'] },
  { name: 'prod-monitored', on: 'overlays/prod', with: ['monitoring', 'autoscaling-outbox-age'] },
  { name: 'prod-annotated', on: 'overlays/prod', with: ['scrape-annotations', 'tracing'] },
  {
    name: 'live-gateway',
    on: 'base',
    with: ['secrets', 'stripe-live', 'smtp', 'gateway', 'autoscaling', 'network-policies'],
  },
];
