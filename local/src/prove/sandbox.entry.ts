import { systemClock } from '@marquee/common/clock';
import { webhookPath } from '@marquee/common/http';
import { createUndoStack } from '@marquee/common/lifecycle';
import { createLogger } from '@marquee/common/logging';
import { openDatabase } from '@marquee/common/mongo';
import { createSandbox, createSandboxListener, sandboxPath } from '@marquee/payments';
import { Router } from 'express';
import { openFrontDoor } from '../front-door.js';
import { readSandboxSettings } from './config.js';

// Stripe's stand-in as a process of its own: it can be killed like everybody else.
const { mongoUrl, publicUrl, secretKey, webhookSecret, secretPort } = readSandboxSettings();
const clock = systemClock;
const logger = createLogger({ name: 'sandbox' });
const undo = createUndoStack();

const database = await openDatabase({ url: mongoUrl, name: 'sandbox', logger });
undo.push(() => database.close());
const webhook = { url: new URL(webhookPath, publicUrl).href, secrets: [webhookSecret] };
const sandbox = createSandbox({ database, clock, logger, publicUrl, secretKey, webhook });
const listener = createSandboxListener(sandbox, { port: secretPort });
await listener.start();
undo.push(() => listener.stop());
const browsers = Router().use(sandboxPath, sandbox.browserApi, sandbox.page);
const door = await openFrontDoor({ port: 0, host: '127.0.0.1', handlers: [browsers] });
undo.push(() => door.close());
logger.info({ port: door.port }, 'sandbox is ready');
process.once('SIGTERM', () => void undo.run());
