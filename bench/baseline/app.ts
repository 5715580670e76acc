import cookieSession from 'cookie-session';
import express, { type Express } from 'express';
import { currentUser } from './current-user.js';
import { type PlaceOrderDeps, placeOrderRoute } from './place-order.route.js';

export function createApp(deps: PlaceOrderDeps & { readonly sessionSecret: string }): Express {
  const app = express();
  app.set('trust proxy', true);
  app.use(express.json());
  app.use(cookieSession({ signed: false, secure: false }));
  app.use(currentUser(deps.sessionSecret));
  app.use(placeOrderRoute(deps));
  return app;
}
