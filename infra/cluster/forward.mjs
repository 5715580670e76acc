#!/usr/bin/env node
// forward.mjs NETNS PORT=HOST:PORT ... : listens on this machine's loopback and connects from inside the node's network.
// A socket stays in the network it was made in; a process in another network that is given it connects it onward.
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import process from 'node:process';

const [network = '', ...routes] = process.argv.slice(2);

if (network === 'inside') {
  process.on('message', (target, socket) => {
    // Gone before it arrived here.
    if (socket === undefined) return;
    const onward = connect(target);
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
    socket.resume();
  });
  process.on('disconnect', () => process.exit());
} else {
  const inside = spawn(
    'nsenter',
    [`--net=${network}`, process.execPath, import.meta.filename, 'inside'],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  inside.once('exit', () => process.exit(1));
  for (const route of routes) {
    const [port, target] = route.split('=');
    const [host, targetPort] = target.split(':');
    createServer({ pauseOnConnect: true }, (socket) =>
      inside.send({ host, port: Number(targetPort) }, socket),
    ).listen(Number(port), '127.0.0.1');
  }
}
