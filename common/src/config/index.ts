export {
  type BusEnvironment,
  type BusName,
  busEnvironment,
  busRefusals,
} from './bus-environment.js';
export { loopbackHosts, originsOf } from './public-url.js';
export { ConfigurationError, readEnvironment } from './read-environment.js';
export {
  type Mode,
  modes,
  type ServiceEnvironment,
  type StatelessEnvironment,
  serviceEnvironment,
  serviceSchema,
  statelessSchema,
} from './service-environment.js';
