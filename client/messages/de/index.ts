import auth from './auth.json';
import checkout from './checkout.json';
import common from './common.json';
import errors from './errors.json';
import event from './event.json';
import front from './front.json';
import order from './order.json';
import search from './search.json';
import sell from './sell.json';
import seller from './seller.json';
import statement from './statement.json';
import tickets from './tickets.json';

/** A namespace is a file: one feature's words, in one place. */
const messages = {
  auth,
  checkout,
  common,
  errors,
  event,
  front,
  order,
  search,
  sell,
  seller,
  statement,
  tickets,
};

export { messages };
