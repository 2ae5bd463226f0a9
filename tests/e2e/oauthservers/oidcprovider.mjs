// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// usage: node oidcprovider.mjs FOLDER
// oidc-provider from FOLDER/node_modules, with an API behind it, on a free port of 127.0.0.1; its pages are those that it
// brings along. What the tests want to know or to change is below /test.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomBytes } from 'node:crypto';

import { countingServer, refuse } from './countingserver.mjs';

const library = join(process.argv[2], 'node_modules/oidc-provider/lib/index.js');
const { default: Provider } = await import(pathToFileURL(library).href);

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const wishes = { ttl: 3600, slowDown: false };

const server = await countingServer({
    reset: () => Object.assign(wishes, { ttl: 3600, slowDown: false }),
    ttl: ({ seconds }) => { wishes.ttl = Number(seconds); },
    'slow-down': () => { wishes.slowDown = true; },
});

const provider = new Provider(server.url, {
    clients: [
        {
            // Every character that a client's name or secret may have and that means something on its way.
            client_id: 'service:+%/&= a', client_secret: 'canary-secret:+%/&=?#" b',
            grant_types: ['client_credentials'], response_types: [], redirect_uris: [],
            token_endpoint_auth_method: 'client_secret_basic',
        },
        {
            client_id: 'poster', client_secret: 'canary-secret:+%/&=?#" b',
            grant_types: ['client_credentials'], response_types: [], redirect_uris: [],
            token_endpoint_auth_method: 'client_secret_post',
        },
        {
            client_id: 'app', application_type: 'native', token_endpoint_auth_method: 'none',
            grant_types: ['authorization_code', 'refresh_token', deviceGrant], response_types: ['code'],
            redirect_uris: ['http://127.0.0.1/callback'],
        },
    ],
    scopes: ['openid', 'offline_access', 'orders:read'],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    pkce: { methods: ['S256'], required: () => true },
    rotateRefreshToken: true,
    features: {
        clientCredentials: { enabled: true },
        deviceFlow: { enabled: true },
        introspection: { enabled: true },
        revocation: { enabled: true },
    },
    ttl: {
        AccessToken: () => wishes.ttl, ClientCredentials: () => wishes.ttl, RefreshToken: 86400, DeviceCode: 600,
        Grant: 86400, Interaction: 600, Session: 86400, IdToken: 3600,
    },
});

provider.on('grant.success', (ctx) => server.count(`granted ${ctx.oidc.params.grant_type}`));
provider.on('grant.error', (ctx, error) => server.count(`refused ${ctx.oidc.params?.grant_type} ${error.error}`));

// The standard leaves the pace to the server, and this one would say nothing: five seconds.
provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === 'device_authorization' && ctx.status === 200)
        ctx.body.interval = 1;
    if (ctx.oidc?.route !== 'token' || ctx.oidc.params?.grant_type !== deviceGrant)
        return;
    server.moment('poll');
    if (wishes.slowDown && ctx.status === 400) {
        wishes.slowDown = false;
        ctx.body = { error: 'slow_down' };
        server.count('slowed down');
    }
});

async function api(request, response) {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const found = token && (await provider.AccessToken.find(token) ?? await provider.ClientCredentials.find(token));
    if (!found)
        return refuse(response, 401);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ client: found.clientId, user: found.accountId ?? null, scope: found.scope ?? '' }));
}

const pages = provider.callback();
server.serve((request, response) => (request.url.startsWith('/api/') ? api(request, response) : pages(request, response)));
