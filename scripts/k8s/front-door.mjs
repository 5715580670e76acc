/** @typedef {import('./render.mjs').Manifest} Manifest */
/** @typedef {{ path: string, service: string }} Route */

/** @param {Manifest[]} manifests @returns {Route[]} */
export function ingressRoutes(manifests) {
  return manifests
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap(({ spec }) => spec.rules)
    .flatMap(({ http }) => http.paths)
    .map(({ path, backend }) => ({ path, service: backend.service.name }));
}

/** @param {Manifest[]} manifests @returns {Route[]} */
export function gatewayRoutes(manifests) {
  return (
    manifests
      .filter(({ kind }) => kind === 'HTTPRoute')
      .flatMap(({ spec }) => spec.rules)
      // A redirect leads to no service.
      .filter(({ backendRefs }) => backendRefs !== undefined)
      .map(({ matches, backendRefs }) => ({
        path: matches[0].path.value,
        service: backendRefs[0].name,
      }))
  );
}

/**
 * The routes of the development proxy's own file.
 *
 * @param {{ http: { routers: Record<string, { rule: string, service: string }> } }} file
 * @returns {Route[]}
 */
export function proxyRoutes({ http }) {
  return Object.values(http.routers).map(({ rule, service }) => ({
    path: rule.slice('PathPrefix(`'.length, -2),
    service,
  }));
}

/**
 * Three ways in, one front door.
 *
 * @param {string} name
 * @param {Route[]} expected
 * @param {Route[]} actual
 * @returns {string[]}
 */
export function routeProblems(name, expected, actual) {
  const words = (/** @type {Route} */ { path, service }) => `${path} → ${service}`;
  const [wanted, given] = [expected.map(words), actual.map(words)];
  return [
    ...wanted.filter((route) => !given.includes(route)).map((route) => `${name} lacks ${route}`),
    ...given.filter((route) => !wanted.includes(route)).map((route) => `${name} adds ${route}`),
  ];
}

/**
 * Routes that hang on no listener, listeners whose certificate nobody makes, and a marketplace that
 * says https while its front door does not.
 *
 * @param {Manifest[]} manifests
 * @returns {string[]}
 */
export function doorProblems(manifests) {
  const of = (/** @type {string} */ wanted) => manifests.filter(({ kind }) => kind === wanted);
  const listeners = of('Gateway').flatMap(({ metadata, spec }) =>
    spec.listeners.map((/** @type {any} */ listener) => ({ gateway: metadata.name, ...listener })),
  );
  const made = of('Certificate').map(({ spec }) => spec.secretName);
  const encrypted = [
    ...listeners.flatMap(({ tls }) => tls?.certificateRefs ?? []),
    ...of('Ingress').flatMap(({ spec }) => spec.tls ?? []),
  ].map(({ name, secretName }) => name ?? secretName);
  const isSaidToBeEncrypted = of('ConfigMap').some(({ data }) =>
    data?.PUBLIC_URL?.startsWith('https://'),
  );
  return [
    ...of('HTTPRoute').flatMap(({ metadata, spec }) =>
      spec.parentRefs
        .filter(
          (/** @type {any} */ { name, sectionName }) =>
            !listeners.some(
              (one) => one.gateway === name && [undefined, one.name].includes(sectionName),
            ),
        )
        .map(() => `the route ${metadata.name} hangs on no listener`),
    ),
    ...encrypted
      .filter((name) => !made.includes(name))
      .map((name) => `nobody makes the certificate ${name}`),
    ...(isSaidToBeEncrypted && encrypted.length === 0
      ? ['PUBLIC_URL says https, and the front door has no certificate']
      : []),
  ];
}
