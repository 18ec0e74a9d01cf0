#!/usr/bin/python3
"""The same models in SimPy (Debian package python3-simpy3): one process per case, resources for
reps, a time-out for patience: the way SimPy's own documentation writes a queue with reneging.

    simpy_peer.py m1|m2|m3s [cases] [seed]

Prints one line in the form of bench_plain. Time is in mean handle times (m1, m2), minutes (m3s).
"""

import random
import sys
import time

import simpy

# mean gap between arrivals, mean patience at tier one (None: nobody leaves),
# tiers as (reps, mean handle time, probability to escalate), figure to check
MODELS = {
    "m1": (1 / 0.9, None, [(1, 1.0, 0.0)], "wait"),
    "m2": (1 / 52, 2.0, [(50, 1.0, 0.0)], "abandoned"),
    "m3s": (1.0, 30.0, [(30, 24.0, 0.3), (12, 35.0, 0.2), (5, 60.0, 0.0)], "abandoned"),
}


class Desk:
    def __init__(self, model, cases, seed):
        self.mean_gap, self.mean_patience, self.tiers, _ = model
        self.cases = cases
        self.random = random.Random(seed)
        self.env = simpy.Environment()
        self.reps = [simpy.Resource(self.env, reps) for reps, _, _ in self.tiers]
        self.events = 0
        self.abandoned = 0
        self.wait_sum = 0.0

    def exponential(self, mean):
        return self.random.expovariate(1 / mean)

    def arrivals(self):
        for _ in range(self.cases):
            yield self.env.timeout(self.exponential(self.mean_gap))
            self.events += 1
            self.env.process(self.case())

    def case(self):
        for tier, (_, mean_handle, escalate) in enumerate(self.tiers):
            with self.reps[tier].request() as turn:
                queued_at = self.env.now
                if tier == 0 and self.mean_patience is not None:
                    patience = self.env.timeout(self.exponential(self.mean_patience))
                    yield turn | patience
                else:
                    yield turn
                if tier == 0:
                    self.wait_sum += self.env.now - queued_at
                if not turn.triggered:
                    self.events += 1
                    self.abandoned += 1
                    return
                yield self.env.timeout(self.exponential(mean_handle))
            self.events += 1
            if self.random.random() >= escalate:
                return


def main(arguments):
    if not 1 <= len(arguments) <= 3 or arguments[0] not in MODELS:
        print("usage: simpy_peer.py m1|m2|m3s [cases] [seed]", file=sys.stderr)
        return 2
    name = arguments[0]
    cases = int(arguments[1]) if len(arguments) > 1 else 100_000
    seed = int(arguments[2]) if len(arguments) > 2 else 1

    begin = time.process_time()
    desk = Desk(MODELS[name], cases, seed)
    desk.env.process(desk.arrivals())
    desk.env.run()
    seconds = time.process_time() - begin

    found = {"wait": desk.wait_sum / cases, "abandoned": desk.abandoned / cases}
    print(
        f"{name} events={desk.events} cpu_s={seconds:.4f} check={found[MODELS[name][3]]:.6g}"
        f" wait={found['wait']:.6g} abandoned={found['abandoned']:.6g}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
