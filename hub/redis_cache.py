"""A Redis cache that the site can do without. Import it only where the package redis is there."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

PAUSE = 10  # seconds without Redis after an error, so that not every page waits for it
TIMEOUT = 1  # seconds to wait for Redis
METHODS = (
    *("add", "get", "set", "touch", "delete", "has_key", "incr"),
    *("get_many", "set_many", "delete_many", "clear"),
)


class FallbackRedisCache(RedisCache):
    """Redis, or the memory of the process while Redis cannot be reached.

    Rate limits then count in each process, as without Redis.
    """

    _away_until = 0.0  # of the process, on the monotonic clock

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # redis-py would try three times, each time later.
        options = {
            "socket_connect_timeout": TIMEOUT,
            "socket_timeout": TIMEOUT,
            "retry": Retry(NoBackoff(), 0),
            **params.get("OPTIONS", {}),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self._memory = LocMemCache("redis-fallback", {**params, "OPTIONS": {"MAX_ENTRIES": 10_000}})

    @property
    def is_away(self) -> bool:
        return time.monotonic() < FallbackRedisCache._away_until

    def _set_away(self, error: RedisError) -> None:
        # Log the class only: the text can contain the address with its password.
        logger.error("The cache is away for %s seconds: %s", PAUSE, type(error).__name__)
        FallbackRedisCache._away_until = time.monotonic() + PAUSE


def _with_fallback(name: str) -> Callable[..., Any]:
    of_redis = getattr(RedisCache, name)

    @wraps(of_redis)
    def method(self: FallbackRedisCache, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if not self.is_away:
            try:
                return of_redis(self, *args, **kwargs)
            except RedisError as error:
                self._set_away(error)
        return getattr(self._memory, name)(*args, **kwargs)

    return method


for _name in METHODS:
    setattr(FallbackRedisCache, _name, _with_fallback(_name))
