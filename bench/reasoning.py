"""How fast bounds are propagated on a made-up world of full size, and against the same inequalities one by one.

Belongs here: timing by hand (`make bench-reasoning`). Does not belong here: tests; nothing fails on a slow machine.
Peer: the same propagation in plain Python, a queue of inequalities and no arrays, in the same run.
"""

from __future__ import annotations

import resource
import time
from collections import deque

import numpy as np

from bench.reasoning_case import World, made
from reasoning.bounds import infer
from reasoning.propagation import LEAST_GAIN, initial, propagate
from reasoning.system import System

SIZE = {"provinces": 64, "years": 15, "indices": 4, "domains": 12}


def one_by_one(system: System) -> tuple[list[int], list[int]]:
    """The bounds by a queue of inequalities, whatever moved puts its inequalities back."""
    low, high = system.low.tolist(), system.high.tolist()
    terms = [system.terms(row) for row in range(system.size)]
    bound = system.bound.tolist()
    pointer, touching = (array.tolist() for array in system.touching)
    queue, waiting = deque(range(system.size)), [True] * system.size
    while queue:
        row = queue.popleft()
        waiting[row] = False
        least = sum(factor * (low if factor > 0 else high)[cell] for cell, factor in terms[row])
        for cell, factor in terms[row]:
            rest = bound[row] - least + factor * (low if factor > 0 else high)[cell]
            end = rest // factor if factor > 0 else -(rest // -factor)
            gain = high[cell] - end if factor > 0 else end - low[cell]
            if gain < LEAST_GAIN:
                continue
            (high if factor > 0 else low)[cell] = end
            for other in touching[pointer[cell] : pointer[cell + 1]]:
                if not waiting[other]:
                    waiting[other] = True
                    queue.append(other)
    return low, high


def check(world: World) -> None:
    """Times everything, then propagation alone against the peer."""
    start = time.perf_counter()
    inferred = infer(world.frames, world.parts, world.statements)
    bounds = inferred.bounds
    whole = time.perf_counter() - start
    outside = sum(
        not bound.low <= world.truth[bound.cell] * 10**7 <= bound.high for bound in bounds if bound.cell in world.truth
    )
    start = time.perf_counter()
    for bound in bounds[:1000]:
        inferred.reason(bound.cell)
    proofs = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"statements {len(world.statements):,}, bounds {len(bounds):,}, outside the truth {outside}")
    print(f"whole {whole:.2f} s, 1,000 proofs {proofs:.2f} s, peak memory {peak:.0f} MB")
    against_peer(inferred.scores.system)


def against_peer(system: System) -> None:
    """Propagation alone on the same inequalities."""
    start = time.perf_counter()
    state = propagate(system, initial(system), np.ones(system.size, np.bool_))
    ours = time.perf_counter() - start
    start = time.perf_counter()
    low, high = one_by_one(system)
    peer = time.perf_counter() - start
    apart = max(int(abs(state.low - low).max()), int(abs(state.high - high).max()))
    print(f"inequalities {system.size:,}: arrays {ours:.2f} s, one by one {peer:.2f} s, ratio {peer / ours:.1f}")
    print(f"largest difference of a bound {apart} billionths")


if __name__ == "__main__":
    check(made(**SIZE, seed=1))
