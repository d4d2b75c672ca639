"""Work shared out among threads comes back in order, and stops where it fails."""

import time
from collections.abc import Iterator
from contextvars import ContextVar

import pytest

from ticketkit.threads import WORKERS, in_order

WHO = ContextVar("who", default="nobody")


def test_results_keep_the_order_of_the_items() -> None:
    """Whoever is quick waits for those before."""

    def work(item: int) -> int:
        time.sleep(0.002 * (item % 3))
        return item * item

    assert list(in_order(work, range(20))) == [n * n for n in range(20)]


def test_an_error_comes_out_at_its_turn() -> None:
    """What was done before it is given first."""
    results = in_order(lambda n: 12 // n, [4, 3, 0, 2])
    assert [next(results), next(results)] == [3, 4]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_items_are_taken_as_they_are_needed() -> None:
    """No more pictures lie in memory than are worked on."""
    taken = []

    def items() -> Iterator[int]:
        for item in range(100):
            taken.append(item)
            yield item

    next(in_order(int, items()))
    assert len(taken) <= WORKERS + 1


def test_work_sees_what_its_caller_set() -> None:
    """Templates that lie over the shipped ones, and limits, hold in every thread."""
    token = WHO.set("caller")
    assert set(in_order(lambda _: WHO.get(), range(6))) == {"caller"}
    WHO.reset(token)
