export const usage = `npm run refund -- [command] --order <id> [options]

  --order <id> --reason <why>
                      give money back: all that is left, or
    --amount <n>      a part, in minor units of the order's currency
    --tickets <what>  what becomes of the tickets once all the money went back: release (the
                      default: on sale again while the Event still sells) or close
                      why: requested_by_customer, duplicate, fraudulent or goodwill
    --id <refund id>  repeat this very refund, whose answer was lost: its id was printed first
    --again           one more, although the same amount was asked for minutes ago
  retry --order <id>  ask again for what failed
  status --order <id> what was asked for, and how it stands

  --mongo <url>       default: MONGO_URL, else the database of a running npm start
  --json              one JSON document instead of text

It only records in orders that money is owed; the running payments service moves it.`;
