// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An HTTP server on a free port of 127.0.0.1 that counts what it answers: "GET /api/orders 401". GET /test/counts tells,
// POST /test/NAME?a=b does what the wish of that name says, and "reset" begins anew. Prints where it listens once it
// serves.

import http from 'node:http';

export function refuse(response, status) {
    response.writeHead(status, status === 401 ? { 'WWW-Authenticate': 'Bearer error="invalid_token"' } : {});
    response.end();
}

export async function countingServer(wishes) {
    let counts = {};
    let moments = {};
    let handler = (request, response) => refuse(response, 503);

    const count = (what) => { counts[what] = (counts[what] ?? 0) + 1; };
    const server = http.createServer(async (request, response) => {
        const url = new URL(request.url, 'http://127.0.0.1');
        const wish = /^\/test\/(.+)$/.exec(url.pathname)?.[1];
        if (wish === 'counts') {
            response.setHeader('Content-Type', 'application/json');
            response.end(JSON.stringify({ counts, moments }));
        } else if (wish) {
            if (wish === 'reset')
                [counts, moments] = [{}, {}];
            wishes[wish](Object.fromEntries(url.searchParams));
            response.end();
        } else {
            response.on('finish', () => count(`${request.method} ${url.pathname} ${response.statusCode}`));
            handler(request, response);
        }
    });
    server.keepAliveTimeout = 60_000;
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const url = `http://127.0.0.1:${server.address().port}`;
    return {
        url,
        count,
        /// Milliseconds, for the distance between two of them.
        moment: (what) => { (moments[what] ??= []).push(performance.now()); },
        serve: (newHandler) => {
            handler = newHandler;
            console.log(`listening ${url} and that is all`);
        },
    };
}
