export interface RealtimeLimits {
  /** At most twenty messages a second to a browser, and no state later than this. */
  readonly flushMs: number;
  /** How far back a join's answer reaches. */
  readonly recentMs: number;
  /**
   * Tickets that a join's answer tells of, the last changed ones. What changed before them is
   * seconds old and in the snapshot that follows.
   */
  readonly changedMax: number;
  /** What may wait for a browser to take it; more requests go without an answer meanwhile. */
  readonly unansweredMax: number;
  readonly unsentBytesMax: number;
  /** Events one socket may watch: an organiser's list, not the whole catalogue. */
  readonly watchedMax: number;
  readonly socketsPerAddress: number;
  /**
   * Packets of one connection, of whatever kind: at once, and then per second. A page that changes
   * all it watches sends two for each Event.
   */
  readonly packetBurst: number;
  readonly packetsPerSecond: number;
  /** What a browser sends is an id or two. */
  readonly packetBytesMax: number;
  /** A socket with more messages unsent is slow: it gets coalesced states once it has caught up. */
  readonly unsentMax: number;
  /** Who stays slow or behind for so long is dropped; it comes back and takes a fresh snapshot. */
  readonly slowMsMax: number;
  /** How often slow sockets are looked for, and caught up. */
  readonly slowCheckMs: number;
  /** A connection that was told why it is closed and does not go is cut off after so long. */
  readonly lastWordMsMax: number;
  /** How often a signed-in socket's session is looked at: a revoked one hears nothing after it. */
  readonly sessionCheckMs: number;
  /** A replica that has heard nothing of its bus for so long sends its browsers away. */
  readonly deafMsMax: number;
  readonly deafCheckMs: number;
  /** How often the number of viewers may change on a page. */
  readonly viewersMs: number;
  /** Events whose viewers a replica tells the others of: 45 bytes each, a broker takes 1 MiB. */
  readonly reportedMax: number;
}

export const realtimeLimits: RealtimeLimits = {
  flushMs: 50,
  recentMs: 60_000,
  changedMax: 1_000,
  unansweredMax: 8,
  unsentBytesMax: 262_144,
  watchedMax: 50,
  socketsPerAddress: 200,
  packetBurst: 240,
  packetsPerSecond: 20,
  packetBytesMax: 4_096,
  unsentMax: 40,
  slowMsMax: 10_000,
  slowCheckMs: 200,
  lastWordMsMax: 1_000,
  sessionCheckMs: 1_000,
  deafMsMax: 2_000,
  deafCheckMs: 500,
  viewersMs: 2_000,
  reportedMax: 10_000,
};
