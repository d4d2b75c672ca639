"""Work that threads share out, with its results in order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

WORKERS = min(4, os.cpu_count() or 1)
"""Pieces of work at a time: enough to use the cores, few enough to bound memory at 4K."""

T = TypeVar("T")
R = TypeVar("R")


def in_order(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """`work` of every item, in the order of the items; a few are worked on at the same time.

    Items are taken only as they are needed. What `work` raises comes out at its turn.
    """
    waiting: deque[Future[R]] = deque()
    with ThreadPoolExecutor(WORKERS) as pool:
        for item in items:
            waiting.append(pool.submit(copy_context().run, work, item))
            if len(waiting) >= WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
