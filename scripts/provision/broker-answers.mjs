import { connect } from 'node:net';

const options = { verbose: false, headers: true, no_responders: true, lang: 'node', version: '0' };

/**
 * Whether a NATS server is on this port and somebody in it answers requests on the subject. It
 * takes connections before it has read its data; only then are the subjects of its storage served.
 * (NATS Streaming logs the question as an invalid connection request: it carries no client id.)
 *
 * @param {number} port
 * @param {string} subject
 * @returns {Promise<boolean>}
 */
export function brokerAnswers(port, subject) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let heard = '';
    const settle = (/** @type {boolean} */ isAnswered) => {
      socket.destroy();
      resolve(isAnswered);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
    socket.on('data', (chunk) => {
      if (heard === '') {
        const request = `SUB answer 1\r\nPUB ${subject} answer 0\r\n\r\n`;
        socket.write(`CONNECT ${JSON.stringify(options)}\r\n${request}`);
      }
      heard += chunk.toString('latin1');
      if (/^MSG answer /m.test(heard)) settle(true);
      // "No responders" comes as a message with headers only.
      if (/^HMSG answer /m.test(heard)) settle(false);
    });
  });
}
