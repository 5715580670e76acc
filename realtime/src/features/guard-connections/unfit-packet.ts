/**
 * Why a connection was closed, if for a packet that we do not take; `reason` and `description` are
 * Engine.IO's. It wraps what the websocket says, so that only the words are left of it.
 */
export function unfitPacketOf(
  reason: string,
  description: unknown,
): 'packet_too_large' | 'malformed_packet' | null {
  if (reason === 'parse error') return 'malformed_packet';
  if (!(description instanceof Error)) return null;
  if (description.message.includes('Max payload size exceeded')) return 'packet_too_large';
  return description.message.includes('Invalid WebSocket frame') ? 'malformed_packet' : null;
}
