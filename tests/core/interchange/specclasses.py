# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judge of the Python export: has Python's own parser read it, runs it with classes that take exactly SPEC's fields, and
prints what they were given as JSON. Usage: specclasses.py < exported.py"""

import ast
import json
import sys
import types

FIELDS = {
    "APIClientConfig": "name base_url auth rate_limit circuit_breaker retry timeout connect_timeout default_headers "
    "log_requests log_responses log_response_body max_connections max_keepalive_connections",
    "AuthConfig": "type token token_location token_key token_prefix username password client_id client_secret token_url "
    "refresh_token scopes",
    "RateLimitConfig": "max_requests window_seconds burst_size respect_retry_after backoff_factor",
    "CircuitBreakerConfig": "failure_threshold recovery_timeout success_threshold failure_status_codes "
    "count_timeouts_as_failures",
    "RetryConfig": "max_retries strategy initial_delay max_delay backoff_multiplier jitter retry_status_codes "
    "retry_on_timeout",
}
OPTIONAL = {"AuthConfig": {"custom_headers", "custom_params"}}
WORDS = {
    "AuthType": "NONE API_KEY BEARER BASIC OAUTH2 CUSTOM",
    "AuthLocation": "HEADER QUERY BODY",
    "RetryStrategy": "EXPONENTIAL LINEAR FIXED",
}


def config_class(name):
    required = set(FIELDS[name].split())

    def make(**given):
        missing, unknown = required - given.keys(), given.keys() - required - OPTIONAL.get(name, set())
        if missing or unknown:
            raise TypeError(f"{name}: missing {sorted(missing)}, unknown {sorted(unknown)}")
        return given

    return make


source = sys.stdin.read()
ast.parse(source)
module = types.ModuleType("backend.app.modules.integrations")
for class_name in FIELDS:
    setattr(module, class_name, config_class(class_name))
for enum_name, words in WORDS.items():
    setattr(module, enum_name, types.SimpleNamespace(**{word: word.lower() for word in words.split()}))
path = ""
for part in module.__name__.split("."):
    path = f"{path}.{part}" if path else part
    sys.modules.setdefault(path, types.ModuleType(path))
sys.modules[module.__name__] = module
scope = {}
exec(compile(source, "exported.py", "exec"), scope)
json.dump(scope["config"], sys.stdout)
