export {
  type InboxStatus,
  listParkedDeliveries,
  type ParkedDeliveryStatus,
  readInboxStatus,
} from './parked-deliveries.js';
