import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { repositoryRoot } from '../provision/repository.mjs';
import { runCommand } from '../provision/run-command.mjs';

/**
 * A manifest, as far as everybody knows it.
 * @typedef {{ apiVersion: string, kind: string, spec?: any, data?: any,
 *   metadata: { name: string, namespace?: string, labels?: Record<string, string> } }} Manifest
 */

/** What an operator writes by hand, each file by its component. */
export const fromOutside = {
  'stripe-live/values/stripe-live.env':
    'STRIPE_SECRET_KEY=sk_test_notARealKey\nSTRIPE_PUBLISHABLE_KEY=pk_test_no\n',
  'stripe-live/values/stripe-webhook.env': 'STRIPE_WEBHOOK_SECRETS=whsec_notARealSecret\n',
  'smtp/values/smtp.env':
    'SMTP_URL=smtps://user:no@mail.example.org\nMAIL_FROM=tickets@example.org\n',
};

/**
 * A copy of the manifests with secrets of its own, so that a check neither needs nor touches yours.
 *
 * @param {string} folder
 */
export async function copyManifests(folder) {
  const copied = path.join(folder, 'infra');
  await cp(path.join(repositoryRoot, 'infra'), copied, {
    recursive: true,
    filter: (file) => path.basename(file) !== 'values',
  });
  return path.join(copied, 'k8s');
}

/**
 * Fills the copy's secrets as the docs tell an operator to.
 *
 * @param {string} manifests
 * @param {string} [passwordsFile] those that databases know already
 */
export async function makeSecrets(manifests, passwordsFile) {
  if (passwordsFile !== undefined && existsSync(passwordsFile))
    await cp(passwordsFile, path.join(manifests, 'components/secrets/values/passwords.env'));
  const script = path.join(manifests, 'make-secrets.mjs');
  const { code, output } = await runCommand(process.execPath, [script]);
  if (code !== 0) throw new Error(`make-secrets.mjs failed: ${output}`);
  for (const [name, text] of Object.entries(fromOutside)) {
    await writeFile(path.join(manifests, 'components', name), text);
  }
}

/**
 * @param {string} kubectl
 * @param {string} manifests the copy
 * @param {import('./combinations.mjs').Combination} combination
 * @param {object} [more] that the kustomization says besides
 * @returns {Promise<Manifest[]>}
 * @throws {Error} with what kustomize says
 */
export async function render(kubectl, manifests, combination, more = {}) {
  const folder = path.join(manifests, 'combinations', combination.name);
  await mkdir(folder, { recursive: true });
  const components = [...combination.with, 'release'].map((name) => `../../components/${name}`);
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace: 'marquee',
    resources: [`../../${combination.on}`],
    components,
    labels: [{ pairs: { 'app.kubernetes.io/part-of': 'marquee' }, includeTemplates: true }],
    ...more,
  };
  await writeFile(path.join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
  const { code, output } = await runCommand(kubectl, ['kustomize', folder], { timeoutMs: 60_000 });
  if (code !== 0) throw new Error(`${combination.name} does not render: ${output.trim()}`);
  return parseAllDocuments(output).map((document) => document.toJS());
}
