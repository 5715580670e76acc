export { createRounds, type Rounds, type RoundsOptions } from './create-rounds.js';
