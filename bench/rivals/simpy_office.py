#!/usr/bin/env python3
"""Rival: the bench's office (simulation_office.hpp) in SimPy, without any procedure, clock or table.

    simpy_office.py --per-day 56.7 --days 248 --desk 18 --head 2 --years 3 --seed 1 [--tuned]

One process an application, as SimPy's documentation has it. It has less to do: its clock goes by in
working days, so that neither nights nor holidays nor make-up weekends cost it anything, and what is
due on the 20th working day after receipt is one comparison of whole days. Every year begins empty,
and is a replication.

With --tuned as fast as SimPy can be made to go: requests are released by hand, which takes fewer
calls than `with`, and `gauss` is the quickest normal draw.

Prints applications received, replies, late replies, working days to reply in all, and the seconds
of processor time of the runs alone (no start of Python, no import). Exit code 77: no SimPy here.
"""
import argparse
import math
import random
import sys
import time

try:
    import simpy
except ImportError:
    print("SimPy is not installed (Debian: python3-simpy3)", file=sys.stderr)
    sys.exit(77)

LIMIT = 20  # working days
HOURS = 1 / 8  # in working days
BRIEF = 0.25 * HOURS  # to register, and to sign
WORK_MEAN, WORK_DEVIATION = 2 * HOURS, 1.5 * HOURS  # to handle
WAIT_MEAN = 7  # working days until the other units have answered


def one_year(wish, seed, totals):
    dice = random.Random(seed)
    gauss, exponential, exp = dice.gauss, dice.expovariate, math.exp
    spread = math.log(1 + (WORK_DEVIATION / WORK_MEAN) ** 2)
    mu, sigma = math.log(WORK_MEAN) - spread / 2, math.sqrt(spread)
    env = simpy.Environment()
    desk, head = simpy.Resource(env, wish.desk), simpy.Resource(env, wish.head)
    timeout, process = env.timeout, env.process
    received = replied = late = days = 0

    def tuned_application():
        nonlocal replied, late, days
        came = int(env.now)
        free = desk.request()
        yield free
        yield timeout(BRIEF)
        desk.release(free)
        free = desk.request()
        yield free
        yield timeout(exp(gauss(mu, sigma)))
        desk.release(free)
        yield timeout(exponential(1 / WAIT_MEAN))
        free = head.request()
        yield free
        yield timeout(BRIEF)
        head.release(free)
        took = int(env.now) - came
        replied += 1
        days += took
        if took > LIMIT:
            late += 1

    def application():
        nonlocal replied, late, days
        came = int(env.now)
        with desk.request() as free:
            yield free
            yield env.timeout(BRIEF)
        with desk.request() as free:
            yield free
            yield env.timeout(dice.lognormvariate(mu, sigma))
        yield env.timeout(dice.expovariate(1 / WAIT_MEAN))
        with head.request() as free:
            yield free
            yield env.timeout(BRIEF)
        took = int(env.now) - came
        replied += 1
        days += took
        if took > LIMIT:
            late += 1

    def arrivals():
        nonlocal received
        one = tuned_application if wish.tuned else application
        while True:
            yield timeout(exponential(wish.per_day))
            received += 1
            process(one())

    process(arrivals())
    env.run(until=wish.days)
    for i, n in enumerate((received, replied, late, days)):
        totals[i] += n


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--per-day", type=float, required=True)
    for name in ("days", "desk", "head", "years", "seed"):
        parser.add_argument("--" + name, type=int, required=True)
    parser.add_argument("--tuned", action="store_true")
    wish = parser.parse_args()
    totals = [0, 0, 0, 0]
    began = time.process_time()
    for year in range(wish.years):
        one_year(wish, wish.seed * 1000 + year, totals)
    print(*totals, time.process_time() - began)


if __name__ == "__main__":
    main()
