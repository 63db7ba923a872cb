"""Whose turn it is: in order of time, one worker a host, and an end when nothing is left."""

from __future__ import annotations

import threading

from scrapers.crawl.turns import Turns


def turns_at(now: list[float], over: list[bool] | None = None) -> Turns:
    return Turns(lambda: bool(over), lambda: now[0])


def test_hosts_come_in_the_order_in_which_they_are_ready():
    now = [10.0]
    turns = turns_at(now)
    for host, ready_at in {"c": 9.0, "a": 3.0, "b": 5.0}.items():
        turns.wake(host, ready_at)

    assert [turns.take() for _ in range(3)] == ["a", "b", "c"]


def test_host_is_with_one_worker_at_most_and_comes_again_if_woken_meanwhile():
    turns = turns_at([10.0])
    turns.wake("a", 0.0)
    turns.wake("a", 0.0)
    assert turns.take() == "a"
    turns.wake("a", 0.0)
    turns.wake("b", 1.0)
    assert turns.take() == "b", "not a, which is busy"

    turns.give_back("a", 0.0, has_more=False)

    assert turns.take() == "a"
    turns.give_back("a", 0.0, has_more=False)
    turns.give_back("b", 0.0, has_more=False)
    assert turns.take() is None


def test_host_that_is_not_ready_is_waited_for():
    now = [0.0]
    turns = turns_at(now)
    turns.wake("a", 5.0)
    taken: list[str | None] = []
    worker = threading.Thread(target=lambda: taken.append(turns.take()))
    worker.start()
    worker.join(0.05)
    assert worker.is_alive()

    now[0] = 5.0
    worker.join(2)

    assert taken == ["a"]


def test_workers_stay_while_another_may_bring_something():
    turns = turns_at([10.0])
    turns.wake("a", 0.0)
    assert turns.take() == "a"
    taken: list[str | None] = []
    workers = [threading.Thread(target=lambda: taken.append(turns.take())) for _ in range(2)]
    for worker in workers:
        worker.start()
    turns.wake("b", 0.0)
    turns.give_back("a", 0.0, has_more=False)
    while not taken:
        pass

    turns.give_back("b", 0.0, has_more=False)
    for worker in workers:
        worker.join(2)

    assert taken == ["b", None]


def test_no_turn_is_given_once_the_night_is_over():
    over: list[bool] = []
    turns = turns_at([10.0], over)
    turns.wake("a", 0.0)
    over.append(True)

    assert turns.take() is None


def test_hosts_of_a_group_take_turns_with_a_pause_between() -> None:
    now = [10.0]
    turns = Turns(lambda: False, lambda: now[0], lambda host: host.partition(".")[2])
    for host in ("a.x", "b.x", "c.y"):
        turns.wake(host, 0.0)
    assert (turns.take(), turns.take()) == ("a.x", "c.y"), "not b.x, whose group is busy"
    turns.wake("b.x", 0.0)
    turns.wake("a.x", 0.0)

    turns.give_back("a.x", 15.0, has_more=False, free_at=15.0)
    turns.give_back("c.y", 600.0, has_more=True, free_at=12.0)
    taken: list[str | None] = []
    worker = threading.Thread(target=lambda: taken.append(turns.take()))
    worker.start()
    worker.join(0.05)
    assert worker.is_alive()
    now[0] = 15.0
    worker.join(2)
    assert taken == ["b.x"], "a.x is woken and may be asked from then on too, but b.x has waited longer"


def test_nothing_is_waited_for_that_is_no_longer_there() -> None:
    now = [10.0]
    turns = Turns(lambda: False, lambda: now[0], lambda host: host.partition(".")[2])
    turns.wake("a.x", 700.0)
    turns.wake("b.x", 0.0)
    assert turns.take() == "b.x"
    turns.give_back("b.x", 0.0, has_more=False)
    now[0] = 700.0
    assert turns.take() == "a.x"
    turns.give_back("a.x", 0.0, has_more=False, free_at=900.0)

    assert turns.take() is None
