/** @typedef {import('./render.mjs').Manifest} Manifest */

/**
 * Places that name another host than PUBLIC_URL does: the certificate, what the front door answers
 * for, and what it has that certificate for.
 *
 * @param {Manifest[]} manifests of an installation with a certificate
 * @returns {string[]}
 */
export function hostProblems(manifests) {
  const of = (/** @type {string} */ kind) => manifests.filter((one) => one.kind === kind);
  const urls = of('ConfigMap').flatMap(({ data }) => data?.PUBLIC_URL ?? []);
  const [host] = urls.map((url) => new URL(url).hostname);
  const named = [
    ...urls.map((url) => ['PUBLIC_URL', new URL(url).hostname]),
    ...of('Certificate').flatMap(({ spec }) =>
      spec.dnsNames.map((/** @type {string} */ name) => ['the certificate', name]),
    ),
    ...of('Ingress').flatMap(({ spec }) => [
      ...spec.rules.map((/** @type {any} */ rule) => ['a rule of the Ingress', rule.host]),
      ...spec.tls.flatMap((/** @type {any} */ { hosts = ['no host'] }) =>
        hosts.map((/** @type {string} */ name) => ['https of the Ingress', name]),
      ),
    ]),
  ];
  return named
    .filter(([, name]) => name !== host)
    .map(([where, name = 'every host']) => `${where} is for ${name}, not for ${host}`);
}
