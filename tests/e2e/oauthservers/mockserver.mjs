// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// usage: node mockserver.mjs FOLDER
// oauth2-mock-server from FOLDER/node_modules, with an API behind it that takes the tokens it has granted, on a free port
// of 127.0.0.1. What the tests want to know or to change is below /test.

import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { countingServer, refuse } from './countingserver.mjs';

const require = createRequire(join(process.argv[2], 'package.json'));
const { OAuth2Server } = require('oauth2-mock-server');

const live = new Set(); // access tokens
const wishes = {};
const reset = () => Object.assign(wishes, { answers: [], promisesIssuer: false });
reset();

const server = await countingServer({
    reset,
    'revoke-all': () => live.clear(),
    // The next answer of the token endpoint: its status, and members that replace those of the body.
    'next-answer': ({ status, members }) => wishes.answers.push({ status: Number(status), members: JSON.parse(members) }),
    'promise-issuer': () => { wishes.promisesIssuer = true; },
});

const { issuer, service } = new OAuth2Server();
issuer.url = server.url;
await issuer.keys.generate('RS256');

// Two tokens of the same second would be the same.
service.on('beforeTokenSigning', (token) => { token.payload.jti = randomUUID(); });
service.on('beforeResponse', (answer, request) => {
    const wish = wishes.answers.shift();
    if (wish) {
        answer.statusCode = wish.status;
        Object.assign(answer.body, wish.members);
        if (wish.status !== 200)
            answer.body = wish.members;
    }
    server.count(`${answer.statusCode === 200 ? 'granted' : 'refused'} ${request.body.grant_type}`);
    if (request.headers.authorization)
        server.count('basic authentication');
    if (request.body.client_secret)
        server.count('authentication in the body');
    if (answer.body.access_token)
        live.add(String(answer.body.access_token));
});

function document() {
    const base = server.url;
    return {
        issuer: base, token_endpoint: `${base}/token`, authorization_endpoint: `${base}/authorize`,
        authorization_response_iss_parameter_supported: true,
    };
}

function api(request, response) {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!live.has(token))
        return refuse(response, 401);
    response.setHeader('Content-Type', 'application/json');
    return response.end('{}');
}

server.serve((request, response) => {
    if (request.url.startsWith('/api/'))
        return api(request, response);
    if (wishes.promisesIssuer && request.url === '/.well-known/openid-configuration') {
        response.setHeader('Content-Type', 'application/json');
        return response.end(JSON.stringify(document()));
    }
    return service.requestHandler(request, response);
});
