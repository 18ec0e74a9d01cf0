"""The estimates behind tools/data/technion_1999.py against values known by hand or from theory."""

import datetime
import math
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools" / "data"))

import technion_fit as fit  # noqa: E402
import technion_log as log  # noqa: E402
import technion_rolling as rolling  # noqa: E402
import technion_run as run  # noqa: E402
import technion_scenario as scenario  # noqa: E402
import technion_score as score  # noqa: E402

DAY = datetime.date(1999, 1, 31)


def call(agent="A1", service=100, date=DAY, wait=0, abandoned=False):
    return log.Call(date, 30000, "PS", 0, wait, abandoned, 30000 + wait, service, agent)


def half_hour(slot, calls, staff, date=DAY):
    return log.HalfHour(date, slot, calls, 0, 0.0, 0.0, staff)


class Survival(unittest.TestCase):
    def test_without_censoring_it_is_the_share_left(self):
        curve = fit.survival([(1, True), (2, True), (3, True), (4, True)])
        self.assertEqual([t for t, _ in curve], [1, 2, 3, 4])
        for (_, share), expected in zip(curve, (0.75, 0.5, 0.25, 0.0)):
            self.assertAlmostEqual(share, expected)

    def test_the_remission_times_of_gehan_1965(self):
        # 6-mercaptopurine arm: the textbook example of the product-limit estimate.
        events = [6, 6, 6, 7, 10, 13, 16, 22, 23]
        censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
        curve = dict(fit.survival([(t, True) for t in events] + [(t, False) for t in censored]))
        for t, expected in {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538,
                            23: 0.448}.items():
            self.assertAlmostEqual(curve[t], expected, places=3)

    def test_the_tail_beyond_the_curve_is_exponential(self):
        values = fit.quantiles([(1.0, 0.5)], 0.25, 4)  # shares left 7/8, 5/8, 3/8, 1/8
        self.assertEqual(values[:2], [1.0, 1.0])
        self.assertAlmostEqual(values[2], 1.0 + math.log(0.5 / 0.375) / 0.25)
        self.assertAlmostEqual(values[3], 1.0 + math.log(0.5 / 0.125) / 0.25)


class Patience(unittest.TestCase):
    def test_an_exponential_mean_is_the_time_waited_per_call_abandoned(self):
        calls = [call(wait=40), call(wait=60, abandoned=True), call(wait=20)]
        self.assertEqual(fit.mean_patience(calls), 120.0)
        self.assertEqual(scenario.patience(120.0), '{ law = "exponential", mean = "120 s" }')


class Speeds(unittest.TestCase):
    def test_an_agent_twice_as_fast_as_another_is_found_to_be(self):
        calls = [call("fast", 100)] * 30000 + [call("slow", 200)] * 30000
        speeds = fit.agent_speeds(calls)
        self.assertAlmostEqual(speeds["fast"] / speeds["slow"], 2.0, delta=0.02)

    def test_few_calls_say_little(self):
        calls = [call("usual", 100)] * 10000 + [call("new", 1000)]
        self.assertAlmostEqual(fit.agent_speeds(calls)["new"], 1.0, delta=0.1)

    def test_a_month_slow_for_all_is_nobodys_speed(self):
        march = datetime.date(1999, 3, 2)
        calls = [call("gone", 100), call("both", 100)] * 1000
        calls += [call("both", 150, march), call("new", 150, march)] * 1000
        for speed in fit.agent_speeds(calls).values():
            self.assertAlmostEqual(speed, 1.0, delta=0.02)

    def test_recent_calls_count_more(self):
        earlier = DAY - datetime.timedelta(days=fit.SPEED_HALF_LIFE)
        calls = [call("other", 100)] * 100000  # what is usual
        calls += [call("learner", 200, earlier)] * 3000 + [call("learner", 100)] * 3000
        speed = fit.agent_speeds(calls)["learner"]
        self.assertAlmostEqual(speed, 1 / ((0.5 * 2 + 1 * 1) / 1.5), delta=0.03)


class ErlangA(unittest.TestCase):
    def test_equal_rates_are_a_poisson_number_of_customers(self):
        # Service and hang-up rates 1: the number in the system is that of M/M/infinity.
        offered, servers = 5.0, 4
        weights = [math.exp(-offered) * offered**k / math.factorial(k) for k in range(80)]
        queue = sum(max(0, k - servers) * w for k, w in enumerate(weights))
        share, wait = fit.erlang_a(offered, 1.0, servers, 1.0)
        self.assertAlmostEqual(share, queue / offered)
        self.assertAlmostEqual(wait, queue / offered)

    def test_patient_customers_wait_as_in_m_m_1(self):
        share, wait = fit.erlang_a(0.5, 1.0, 1, 1e-9)
        self.assertAlmostEqual(wait, 1.0, places=6)
        self.assertAlmostEqual(share, 0.0, places=6)

    def test_many_customers_lose_what_exceeds_the_capacity(self):
        share, _ = fit.erlang_a(400.0, 1.0, 200, 0.5)
        self.assertAlmostEqual(share, 0.5, places=6)

    def test_a_fraction_of_a_server_lies_between_whole_ones(self):
        shares = [fit.erlang_a(5.0, 1.0, servers, 0.5)[0] for servers in (4, 4.5, 5)]
        self.assertGreater(shares[0], shares[1])
        self.assertGreater(shares[1], shares[2])


class Staff(unittest.TestCase):
    def test_whole_heads_keep_the_sum(self):
        self.assertEqual(sum(scenario.whole_heads([3.25] * 12)), 39)
        self.assertEqual(scenario.whole_heads([0.4, 0.0, 0.4]), [0, 0, 0])

    def test_staff_is_spread_between_what_is_inferred_and_the_load(self):
        day = [half_hour(20, 10, 3.0), half_hour(21, 30, 3.0)]
        as_inferred = run.spread_over_day(day, {}, 0.0)
        self.assertEqual(as_inferred, {(DAY, 20): 3.0, (DAY, 21): 3.0})
        by_load = run.spread_over_day(day, {}, 1.0)
        self.assertAlmostEqual(by_load[DAY, 20], 1.5)
        self.assertAlmostEqual(by_load[DAY, 21], 4.5)

    def test_staff_counts_by_the_speed_of_the_crew(self):
        day = [half_hour(20, 10, 3.0), half_hour(21, 10, 0.0)]
        staff = run.spread_over_day(day, {(DAY, 20): 1.2}, 0.0)
        self.assertAlmostEqual(staff[DAY, 20], 3.6)
        self.assertEqual(staff[DAY, 21], run.LEAST_STAFF)

    def test_weights_fade_by_half_per_half_life(self):
        earlier = DAY - datetime.timedelta(days=56)
        days = [half_hour(20, 10, 3.0, earlier), half_hour(20, 10, 3.0)]
        self.assertEqual(fit.fading(days, 56.0), {earlier: 0.5, DAY: 1.0})
        self.assertEqual(fit.fading(days, math.inf), {earlier: 1.0, DAY: 1.0})

    def test_a_surge_is_what_exceeds_the_usual(self):
        self.assertEqual(fit.split_surge(50, 40), (50, 0.0))
        self.assertEqual(fit.split_surge(100, 40), (40, 60))


class Rolling(unittest.TestCase):
    def test_errors_are_relative_to_erlang_a_and_averaged_over_months(self):
        def month(error):
            return {key: {"error": error} for key in rolling.KEYS}

        found = {rolling.BASE: [month(2.0), month(4.0)], "other": [month(1.0), month(4.0)]}
        self.assertEqual(rolling.relative(found, "other"), [0.75] * 4)

    def test_months_before_the_origin_are_fitted_and_none_after_the_end_is_read(self):
        dates = [datetime.date(1999, month, 10) for month in (1, 2, 3, 4)]
        rows = [half_hour(20, 10, 3.0, date) for date in dates]
        data = rolling.months([], rows, datetime.date(1999, 3, 1), datetime.date(1999, 4, 1))
        self.assertEqual([h.date for h in data.half_hours], dates[:2])
        self.assertEqual([h.date for h in data.new], dates[2:3])

    def test_at_the_actual_level_totals_agree(self):
        rows = [log.HalfHour(DAY, 20, 10, 2, 600.0, 0.0, 3.0),
                log.HalfHour(DAY, 21, 30, 4, 200.0, 0.0, 3.0)]
        level = score.at_actual_level(rows, {(DAY, 20): (0.4, 30.0), (DAY, 21): (0.2, 10.0)})
        self.assertAlmostEqual(10 * level[DAY, 20][0] + 30 * level[DAY, 21][0], 6.0)
        self.assertAlmostEqual(10 * level[DAY, 20][1] + 30 * level[DAY, 21][1], 800.0)


if __name__ == "__main__":
    unittest.main()
