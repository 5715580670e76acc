const say = (line) => process.stderr.write(`${line}\n`);

/** Gives the tests a real MongoDB and real brokers, without looking for what was named already. */
module.exports = async function globalSetup() {
  await Promise.all([setUpMongod(), setUpBrokers()]);
};

async function setUpMongod() {
  if (process.env.MONGO_URL) return;
  const { startTemporaryMongod } = await import('../provision/temporary-mongod.mjs');
  const mongod = await startTemporaryMongod({ say });
  process.env.MONGO_URL = mongod.url;
  globalThis.marqueeTestMongod = mongod;
}

/** Tests start brokers themselves, since they kill them; here is with what, and where. */
async function setUpBrokers() {
  const { findTestBrokers, openBrokersFolder } = await import('../provision/test-brokers.mjs');
  Object.assign(process.env, await findTestBrokers({ say }));
  const brokers = await openBrokersFolder();
  process.env.MARQUEE_BROKERS_FOLDER = brokers.folder;
  globalThis.marqueeTestBrokers = brokers;
}
