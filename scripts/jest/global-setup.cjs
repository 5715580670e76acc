/** Gives the tests a real MongoDB: the one named by MONGO_URL, or one of our own until they end. */
module.exports = async function globalSetup() {
  if (process.env.MONGO_URL) return;
  const { startTemporaryMongod } = await import('../provision/temporary-mongod.mjs');
  const mongod = await startTemporaryMongod({ say: (line) => process.stderr.write(`${line}\n`) });
  process.env.MONGO_URL = mongod.url;
  globalThis.marqueeTestMongod = mongod;
};
