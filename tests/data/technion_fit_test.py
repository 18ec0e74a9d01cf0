"""The estimates of tools/data/technion_fit.py against values known by hand or from theory."""

import math
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools" / "data"))

import technion_fit as fit  # noqa: E402
import technion_scenario as scenario  # noqa: E402


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

    def test_a_surge_is_what_exceeds_the_usual(self):
        self.assertEqual(fit.split_surge(50, 40), (50, 0.0))
        self.assertEqual(fit.split_surge(100, 40), (40, 60))


if __name__ == "__main__":
    unittest.main()
