#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';

/**
 * Plays the journeys named as arguments at PUBLIC_URL, from where that address does not lead: its
 * port on this machine is forwarded to FRONT_DOOR. What the marketplace says of its own address, in
 * links, cookies and policies, is then true for the browser.
 */
const publicUrl = new URL(process.env['PUBLIC_URL'] ?? 'http://localhost:8080');
const [host, port] = (process.env['FRONT_DOOR'] ?? 'localhost:80').split(':');

const server = createServer((socket) => {
  const onward = connect({ host, port: Number(port) });
  socket.on('error', () => onward.destroy());
  onward.on('error', () => socket.destroy());
  socket.pipe(onward).pipe(socket);
});
await new Promise((resolve, reject) => {
  server.once('error', reject);
  server.listen(Number(publicUrl.port || 80), () => resolve(undefined));
});

const playwright = new URL('../node_modules/@playwright/test/cli.js', import.meta.url).pathname;
const args = ['test', '--reporter=list', '--workers=1', '--output=/tmp/journeys'];
const child = spawn(process.execPath, [playwright, ...args, ...process.argv.slice(2)], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
  env: { ...process.env, MARQUEE_E2E_URL: publicUrl.origin },
});
child.once('error', (error) => {
  throw error;
});
child.once('exit', (code) => process.exit(code ?? 1));
