export const usage = `npm run ledger -- check [options]

  check               compare the books, payments, orders and Stripe, and name each difference
    --repair          mend what can be mended without guessing: write an entry that a known fact
                      is missing, have the running payments service look again
  --mongo <url>       default: MONGO_URL, else the database of a running npm start
  --json              one JSON document instead of text

With one MongoDB for each service MONGO_URL is payments', and ORDERS_MONGO_URL orders'.

Stripe is asked with STRIPE_SECRET_KEY; without it, the sandbox of a running npm start, or the one of
STRIPE_SANDBOX_URL and STRIPE_SANDBOX_SECRET_KEY.
It ends with 0: balanced; 1: differences are left, or it could not look; 2: not understood.`;
