interface PolicyOptions {
  nonce: string;
  isDevelopment: boolean;
  usesStripe: boolean;
  isHttps: boolean;
}

/** Stripe's script, and the frames it opens for its fields. */
const stripeScripts = ['https://js.stripe.com', 'https://*.js.stripe.com'];
const stripeApi = 'https://api.stripe.com';

/** The policy every page runs under: our own origin, this answer's nonce, and Stripe only where it is configured. */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const nonce = `'nonce-${options.nonce}'`;
  const frames = options.usesStripe ? [...stripeScripts, 'https://hooks.stripe.com'] : ["'none'"];
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      nonce,
      "'strict-dynamic'",
      // For browsers that do not know strict-dynamic; the others go by what our own scripts load.
      ...(options.usesStripe ? stripeScripts : []),
      // React's development build rebuilds stack traces with eval.
      ...(options.isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", ...(options.isDevelopment ? ["'unsafe-inline'"] : [nonce])],
    // `style=` attributes position dialogs and draw posters; they cannot run code.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    // 'self' covers Socket.IO's websocket on our own origin.
    'connect-src': ["'self'", ...(options.usesStripe ? [stripeApi] : [])],
    'frame-src': frames,
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(options.isHttps ? { 'upgrade-insecure-requests': [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}
