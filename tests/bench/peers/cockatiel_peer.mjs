// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// cockatiel_peer.mjs URL REQUESTS IN_FLIGHT
// The same work as the engine's, as a Node program would do it: fetch behind a token bucket and cockatiel's circuit
// breaker and retry. Prints one JSON object: requests, failures, elapsed_ns, cpu_ns. NODE_MODULES names the folder that
// holds cockatiel.

import { createRequire } from 'node:module';
import path from 'node:path';

const load = createRequire(path.join(process.env.NODE_MODULES ?? '.', 'peer.cjs'));
const { circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, handleAll, retry, wrap } = load('cockatiel');

const warmUp = 200;
const retryStatus = new Set([408, 429, 500, 502, 503, 504]);

class TokenBucket {
  constructor(rate, burst) {
    Object.assign(this, { rate, burst, tokens: burst, filled: performance.now() });
  }

  async acquire() {
    for (;;) {
      const now = performance.now();
      this.tokens = Math.min(this.burst, this.tokens + ((now - this.filled) / 1000) * this.rate);
      this.filled = now;
      if (this.tokens >= 1) {
        this.tokens -= 1;
        return;
      }
      await new Promise(done => setTimeout(done, ((1 - this.tokens) / this.rate) * 1000));
    }
  }
}

const bucket = new TokenBucket(1_000_000, 1_000_000);
const policy = wrap(
  circuitBreaker(handleAll, { halfOpenAfter: 60_000, breaker: new ConsecutiveBreaker(5) }),
  retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff({ initialDelay: 1000, maxDelay: 60_000 }) }),
);
const latencies = [];

async function get(url) {
  const started = performance.now();
  await bucket.acquire();
  const body = await policy.execute(async () => {
    const response = await fetch(url);
    if (retryStatus.has(response.status)) throw new Error(`status ${response.status}`);
    return response.text();
  });
  latencies.push(performance.now() - started);
  return body.length > 0;
}

async function make(url, count, inFlight) {
  let left = count;
  let failures = 0;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const ok = await get(url).catch(() => false);
      failures += ok ? 0 : 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return failures;
}

const [url, count, inFlight] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
await make(url, warmUp, inFlight);
const cpu = process.cpuUsage();
const elapsed = process.hrtime.bigint();
const failures = await make(url, count, inFlight);
const spent = process.cpuUsage(cpu);
console.log(JSON.stringify({
  requests: count,
  failures,
  elapsed_ns: Number(process.hrtime.bigint() - elapsed),
  cpu_ns: (spent.user + spent.system) * 1000,
}));
process.exit(0);
