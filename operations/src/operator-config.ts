/** What an operator's command is told in a cluster: no `npm start` runs there whose data it could find. */
export const operatorConfigOf = (env: NodeJS.ProcessEnv) => ({
  mongoUrl: env['MONGO_URL'] || null,
  dataDir: '/nowhere',
});
