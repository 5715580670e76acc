/** A mongod and a nats-server that nobody else uses, as `npm start` runs them. */
export interface Ground {
  readonly mongoUrl: string;
  readonly natsUrl: string;
}
