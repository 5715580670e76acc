export const sandboxPublishableKey = 'pk_test_marquee';
/** Where browsers find what they may ask of the sandbox. */
export const sandboxPath = '/sandbox/stripe';
