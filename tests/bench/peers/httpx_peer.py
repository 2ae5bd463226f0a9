# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# httpx_peer.py URL REQUESTS IN_FLIGHT
# The same work as the engine's, as a Python program would do it: httpx behind a token bucket, a circuit breaker and
# retries with exponential backoff. Prints one JSON object: requests, failures, elapsed_ns, cpu_ns.

import asyncio
import json
import random
import sys
import time

import httpx

WARM_UP = 200
RETRY_STATUS = {408, 429, 500, 502, 503, 504}
FAILURE_STATUS = {500, 502, 503, 504}


class TokenBucket:
    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.tokens, self.filled = burst, time.monotonic()
        self.lock = asyncio.Lock()

    async def acquire(self):
        async with self.lock:
            while True:
                now = time.monotonic()
                self.tokens = min(self.burst, self.tokens + (now - self.filled) * self.rate)
                self.filled = now
                if self.tokens >= 1:
                    self.tokens -= 1
                    return
                await asyncio.sleep((1 - self.tokens) / self.rate)


class CircuitBreaker:
    def __init__(self, threshold=5, recovery=60.0, successes=2):
        self.threshold, self.recovery, self.successes = threshold, recovery, successes
        self.state, self.failures, self.good, self.opened = "closed", 0, 0, 0.0

    def admit(self):
        if self.state == "open" and time.monotonic() - self.opened >= self.recovery:
            self.state, self.good = "half_open", 0
        if self.state == "open":
            raise RuntimeError("circuit open")

    def settle(self, ok):
        if ok:
            self.failures = 0
            if self.state == "half_open":
                self.good += 1
                if self.good >= self.successes:
                    self.state = "closed"
            return
        self.failures += 1
        if self.state == "half_open" or self.failures >= self.threshold:
            self.state, self.opened = "open", time.monotonic()


class Client:
    def __init__(self, url):
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
        self.http = httpx.AsyncClient(limits=limits, timeout=httpx.Timeout(30.0, connect=10.0), trust_env=False)
        self.url = url
        self.bucket = TokenBucket(1_000_000, 1_000_000)
        self.breaker = CircuitBreaker()
        self.latencies = []

    async def get(self):
        started = time.monotonic()
        await self.bucket.acquire()
        self.breaker.admit()
        response = await self.retried()
        self.breaker.settle(response is not None and response.status_code not in FAILURE_STATUS)
        self.latencies.append(time.monotonic() - started)
        return response is not None and response.status_code == 200 and len(response.content) > 0

    async def retried(self, retries=3):
        for attempt in range(retries + 1):
            try:
                response = await self.http.get(self.url)
            except httpx.HTTPError:
                response = None
            if attempt == retries or (response is not None and response.status_code not in RETRY_STATUS):
                return response
            await asyncio.sleep(min(60.0, 2.0**attempt) * random.uniform(0.75, 1.25))


async def make(client, count, in_flight):
    left, failures = count, 0

    async def worker():
        nonlocal left, failures
        while left > 0:
            left -= 1
            if not await client.get():
                failures += 1

    await asyncio.gather(*(worker() for _ in range(in_flight)))
    return failures


async def main():
    url, count, in_flight = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    client = Client(url)
    await make(client, WARM_UP, in_flight)
    elapsed, cpu = time.monotonic_ns(), time.process_time_ns()
    failures = await make(client, count, in_flight)
    print(json.dumps({"requests": count, "failures": failures, "elapsed_ns": time.monotonic_ns() - elapsed,
                      "cpu_ns": time.process_time_ns() - cpu}))
    await client.http.aclose()


asyncio.run(main())
