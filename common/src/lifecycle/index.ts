export { createLoop, type LoopOptions } from './create-loop.js';
export { defineService, type ServiceDefinition } from './define-service.js';
export { type BrokerBusOptions, openBrokerBus } from './open-broker-bus.js';
export { runService } from './run-service.js';
export { type Attachment, type Job, type Role, roles, type Service } from './service.js';
export {
  type RunningService,
  type ServiceDependencies,
  type ServiceProcess,
  type StatelessDependencies,
  startService,
} from './start-service.js';
export { createUndoStack, type UndoStack } from './undo-stack.js';
