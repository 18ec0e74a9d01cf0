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


def half_hour(slot, calls, staff, date=DAY, service=0.0):
    return log.HalfHour(date, slot, calls, 0, 0.0, service, staff)


def fitted(structure=run.Structure()):
    return run.Fitted(structure, {}, {}, [], 100.0, {20: 10, 21: 10}, [0.5] * run.BLOCKS)


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


class Paces(unittest.TestCase):
    def test_a_day_is_as_slow_as_its_mean_service(self):
        later = DAY + datetime.timedelta(days=1)
        rows = [half_hour(20, 60, 3.0, service=6000.0), half_hour(21, 40, 3.0, service=4000.0),
                half_hour(20, 50, 3.0, later, service=10000.0)]
        self.assertEqual(fit.mean_service(rows), 20000 / 150)
        self.assertEqual(fit.paces(rows, 100.0).day, {DAY: 1.0, later: 2.0})

    def test_a_half_hour_is_drawn_towards_its_neighbours_and_its_day(self):
        rows = [half_hour(20, 10, 3.0, service=1000.0), half_hour(21, 30, 3.0, service=9000.0)]
        found = fit.paces(rows, 100.0)  # the day: 10000 s, 40 calls
        self.assertAlmostEqual(found.half_hour[DAY, 20],
                               (1000 + 0.5 * 9000 + 15 * 250) / (10 + 0.5 * 30 + 15) / 100)

    def test_a_half_hour_without_answers_has_the_pace_of_the_day(self):
        rows = [half_hour(20, 10, 3.0, service=2000.0), half_hour(30, 0, 3.0)]
        self.assertAlmostEqual(fit.paces(rows, 100.0).half_hour[DAY, 30], 2.0)

    def test_a_surge_does_not_make_a_day_fast(self):
        rows = [half_hour(20, 10, 3.0, service=2000.0), half_hour(21, 100, 3.0, service=500.0)]
        found = fit.paces(rows, 100.0, {20: 10, 21: 10})
        self.assertAlmostEqual(found.day[DAY], 2.0)
        self.assertAlmostEqual(found.half_hour[DAY, 21], 2.0)


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

    def test_within_a_day_staff_is_fewer_where_services_are_longer(self):
        day = [half_hour(20, 10, 3.0), half_hour(21, 10, 0.0)]
        paces = fit.Paces({DAY: 1.5}, {(DAY, 20): 2.0, (DAY, 21): 1.0})
        level = run.effective_staff(day, paces, fitted())
        self.assertAlmostEqual(level(DAY, 20), 0.5 * 3.0 * 1.5 / 2.0)
        self.assertAlmostEqual(level(DAY, 21), 0.5 * run.LEAST_STAFF * 1.5)

    def test_what_is_not_given_is_as_usual(self):
        rows = [half_hour(20, 10, 3.0, service=2000.0), half_hour(21, 10, 3.0, service=1000.0)]
        of_day = run.given_paces(rows, fitted(run.Structure(by_half_hour=False)))
        self.assertEqual(of_day.half_hour, {(DAY, 20): 1.5, (DAY, 21): 1.5})
        usual = run.given_paces(rows, fitted(run.Structure(given_service=False)))
        self.assertEqual(usual.day, {DAY: 1.0})
        self.assertEqual(usual.half_hour, {(DAY, 20): 1.0, (DAY, 21): 1.0})

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
