import { Router } from 'express';
import { getObject, listObjects } from '../http/get-object.js';
import { seconds } from '../http/json.js';
import { listParameters, queryOf } from '../http/list-parameters.js';
import { parametersOf } from '../http/parameters.js';
import type { PostOnce } from '../http/post-once.js';
import { sandboxPath } from '../sandbox-address.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { accountLinkParameters, accountParameters } from './connect-parameters.js';
import { renderAccount } from './render-account.js';

type AccountParts = Pick<SandboxParts, 'accounts' | 'accountRows' | 'load' | 'publicUrl' | 'clock'>;

export function accountRoutes(parts: AccountParts, postOnce: PostOnce): Router {
  const { accounts, accountRows: rows, load, clock } = parts;
  const { origin } = new URL(parts.publicUrl);
  const router = Router();
  router.post('/v1/accounts', async (req, res) => {
    const asked = parametersOf(accountParameters, req.body);
    await postOnce(req, res, async (session) =>
      renderAccount(await accounts.create(session, asked)),
    );
  });
  router.get('/v1/accounts', async (req, res) => {
    const asked = parametersOf(listParameters, queryOf(req.query));
    await listObjects(req, res, { rows, render: renderAccount, load }, asked);
  });
  router.get('/v1/accounts/:id', (req, res) => getObject(req, res, { load, object: 'account' }));
  router.post('/v1/account_links', async (req, res) => {
    const asked = parametersOf(accountLinkParameters, req.body);
    await postOnce(req, res, async (session) => {
      const { account, link } = await accounts.link(session, asked);
      return {
        object: 'account_link',
        created: seconds(clock.now()),
        expires_at: seconds(link.expiresAt),
        url: `${origin}${sandboxPath}/onboarding/${account._id}?token=${link.token}`,
      };
    });
  });
  return router;
}
