import type { DemoEvent } from '../demo-event.js';
import { concerts } from './concerts.js';
import { outdoors } from './outdoors.js';
import { stage } from './stage.js';

/** Twelve evenings that never happened, in nine cities and six time zones. */
export const demoEvents: readonly DemoEvent[] = [...concerts, ...stage, ...outdoors];
