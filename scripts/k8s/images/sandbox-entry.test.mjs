import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { stagesOf } from './dockerfile.mjs';

const read = (file) => readFileSync(path.resolve(import.meta.dirname, '../../..', file), 'utf8');
const containerIn = (file) => {
  const { spec } = parse(read(`infra/k8s/components/${file}`)).spec.template;
  return spec.containers[0];
};
const stages = stagesOf(read('infra/images/service.Dockerfile'), { SERVICE: 'payments' });

/** `skaffold run` with a profile of `skaffold dev` has the final image under the same manifests. */
test.each(['image', 'live'])(
  'of payments, %s starts the stand-in for Stripe by the same words',
  (name) => {
    const { args } = containerIn('stripe-sandbox/deployment.yaml');
    const { folder } = stages.get(name);
    expect(args.map((word) => path.resolve(folder, word))).toEqual([
      '/app/payments/dist/sandbox/main.js',
    ]);
    expect(containerIn('live-code/sandbox.yaml').args).toBeUndefined();
  },
);
