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
  return manifests
    .filter(({ kind }) => kind === 'HTTPRoute')
    .flatMap(({ spec }) => spec.rules)
    .map(({ matches, backendRefs }) => ({
      path: matches[0].path.value,
      service: backendRefs[0].name,
    }));
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
