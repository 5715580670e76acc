/** Stops what the setup started; a server that was given by MONGO_URL is left alone. */
module.exports = async function globalTeardown() {
  await Promise.all([globalThis.marqueeTestMongod?.stop(), globalThis.marqueeTestBrokers?.close()]);
};
