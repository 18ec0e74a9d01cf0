// One long run in batches: what happens to a case after its batch is over counts with the batch all
// the same, so that each has a cohort of its own, followed to the end like that of a replication.

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/kernel/floor.hpp"
#include "engine/kernel/report_money.hpp"

namespace tiermix {
namespace {

// What histograms gained since the last batch ended; they become what the next one starts from.
std::vector<Histogram> gained(std::vector<Histogram> now, std::vector<Histogram>& before) {
  std::vector<Histogram> gain = now;
  for (std::size_t i = 0; i < before.size(); ++i) {
    gain[i].subtract(before[i]);
  }
  before = std::move(now);
  return gain;
}

std::vector<Histogram> waits_of(const std::vector<ClassCounters>& classes,
                                const std::vector<TierCounters>& tiers) {
  std::vector<Histogram> waits;
  std::ranges::transform(classes, std::back_inserter(waits), &ClassCounters::wait);
  std::ranges::transform(tiers, std::back_inserter(waits), &TierCounters::wait);
  return waits;
}

std::vector<Histogram> times_of(const std::vector<ClassCounters>& classes) {
  std::vector<Histogram> times;
  std::ranges::transform(classes, std::back_inserter(times), &ClassCounters::time_to_resolve);
  return times;
}

void add_all(std::vector<Histogram>& to, const std::vector<Histogram>& more) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i].add(more[i]);
  }
}

void add_to(ClassCounters& sum, const ClassCounters& more) {
  sum.counts.add(more.counts);
  sum.wait.add(more.wait);
  sum.time_to_resolve.add(more.time_to_resolve);
  for (std::size_t k = 0; k < sum.handled_by.size(); ++k) {
    sum.handled_by[k] += more.handled_by[k];
  }
}

void add_to(TierCounters& sum, const TierCounters& more) {
  sum.counts.add(more.counts);
  sum.wait.add(more.wait);
}

}  // namespace

// Its totals stand in months_ already. Sessions that go on are counted by the long way from now on.
void Floor::end_batch() {
  months_.batch_waits.push_back(gained(waits_of(class_counters_, tier_counters_), months_.wait));
  months_.batch_times_to_resolve.push_back(
      gained(times_of(class_counters_), months_.time_to_resolve));
  late_.emplace_back();
  cases_.make_late();
  for (std::uint32_t rep = 0; rep < plan_.reps; ++rep) {
    reps_[rep].quick = nullptr;
  }
}

LateCounters& Floor::late_of(const Case& c) {
  const auto after = std::ranges::upper_bound(plan_.batch_starts, c.created);
  TIERMIX_EXPECTS(after != plan_.batch_starts.begin());
  LateCounters& late = late_[static_cast<std::size_t>(after - plan_.batch_starts.begin()) - 1];
  if (late.classes.empty()) {
    late.classes.resize(class_counters_.size());
    for (ClassCounters& of_class : late.classes) {
      of_class.handled_by.resize(plan_.grades.size());
    }
    late.tiers.resize(tier_counters_.size());
  }
  return late;
}

// To the batches and to the run, whose totals are summed up again. Expects that the run is over.
void Floor::settle_late(Observations& o) {
  const std::size_t row = o.totals.size();
  for (std::size_t b = 0; b < late_.size(); ++b) {
    const LateCounters& late = late_[b];
    if (late.classes.empty()) {
      continue;
    }
    Observations more;
    report_cases(more, plan_, late.classes, late.tiers, window_end_, window_end_);
    for (std::size_t i = 0; i < row; ++i) {
      months_.month_totals[b * row + i] += more.totals[i];
    }
    add_all(months_.batch_waits[b], waits_of(late.classes, late.tiers));
    add_all(months_.batch_times_to_resolve[b], times_of(late.classes));
    for (std::size_t c = 0; c < late.classes.size(); ++c) {
      add_to(class_counters_[c], late.classes[c]);
    }
    for (std::size_t t = 0; t < late.tiers.size(); ++t) {
      add_to(tier_counters_[t], late.tiers[t]);
    }
  }
  o.totals.clear();
  sum_up(o, window_end_, plan_.horizon);
}

// Leavers are expected from what a batch was like.
void Floor::attribute_attrition() {
  const std::vector<Instant>& starts = plan_.batch_starts;
  for (std::size_t b = 0; b < starts.size(); ++b) {
    const auto size = static_cast<std::ptrdiff_t>(plan_.layout().size() * kQuantityCount);
    const auto first = months_.month_totals.begin() + static_cast<std::ptrdiff_t>(b) * size;
    Observations part;
    part.layout = plan_.layout();
    part.totals.assign(first, first + size);
    const Instant end = b + 1 < starts.size() ? starts[b + 1] : plan_.horizon;
    report_attrition(part, plan_, end - starts[b]);
    std::ranges::copy(part.totals, first);
  }
}

}  // namespace tiermix
