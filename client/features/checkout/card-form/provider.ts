import { retrieveIntent } from '../sandbox-stripe';
import type { PaymentProvider } from './card-form';
import { SandboxCardForm } from './sandbox-card-form';

export const sandboxProvider: PaymentProvider = {
  Form: SandboxCardForm,
  retrieve: retrieveIntent,
};
