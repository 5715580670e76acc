export {
  dismissUnreadable,
  type InboxStatus,
  listParkedDeliveries,
  listUnreadable,
  type ParkedDeliveryStatus,
  readInboxStatus,
  type UnreadableStatus,
} from './parked-deliveries.js';
