export const usage = `npm run outbox -- <command> [options]

  status                    what waits, what is parked, who relays, on which broker
  parked                    every parked event, with its reason and age
  replay --since <when>     publish again what was published since then: 90s, 15m, 2h, 7d,
                            or a time such as 2026-03-01T10:00:00Z
  replay --aggregate <type:id>
  replay --id <event id>    (may be repeated)
  replay --run <run id>     go on with a run that was interrupted
  unpark --id <event id>    try a parked event again (may be repeated)
  unpark --all

  --service <name>          auth, tickets, orders, payments or notifications (may be repeated);
                            without it: all of them
  --mongo <url>             default: MONGO_URL, else the database of a running npm start
  --json                    one JSON document instead of text

A replay and an unpark only mark rows: the running relay publishes them.`;
