#include "engine/kernel/arrivals.hpp"

#include <algorithm>
#include <span>

#include "engine/random/math.hpp"
#include "engine/random/sampler.hpp"
#include "engine/random/scattered.hpp"
#include "engine/kernel/case_store.hpp"
#include "engine/kernel/routes.hpp"

namespace tiermix {

ArrivalSource::ArrivalSource(const Plan& plan, std::size_t case_class, ReplicationKey key)
    : plan_(&plan),
      class_(&plan.classes[case_class]),
      class_index_(case_class),
      key_(key),
      busyness_(plan, *class_, key) {
  complexity_.fill(Arrival{}.complexity);
  tier_.fill(class_->entry.front().tier);
  if (!class_->instants.empty()) {
    fill();
    return;
  }
  const RateTable& table = class_->arrivals;
  const double peak = *std::max_element(table.rates.begin(), table.rates.end());
  const double per_day = peak * static_cast<double>(kDay.us);
  if (peak <= 0.0) {
    at_[0] = kNever.us;
    return;
  }
  while (block_ > 16 && static_cast<double>(block_) > per_day) {
    block_ /= 2;
  }
  begin_day();
  fill();
}

double ArrivalSource::rate_in(std::int64_t slice_number) const {
  const auto& rates = class_->arrivals.rates;
  return rates[static_cast<std::size_t>(slice_number) % rates.size()] * day_factor_;
}

void ArrivalSource::begin_day() {
  day_factor_ = 1.0;
  if (class_->weekly_growth != 0.0) {
    const std::uint32_t week = day_ / 7;
    day_factor_ = power_of(1.0 + class_->weekly_growth, week);
  }
  if (class_->has_busyness) {
    day_factor_ *= busyness_.next();
  }
  number_ = 0;
  const std::int64_t slice = class_->arrivals.slice.us;
  slice_ = std::int64_t{day_} * (kDay.us / slice);
  rate_ = rate_in(slice_);
  time_ = static_cast<double>(slice_ * slice);
  slice_end_ = static_cast<double>((slice_ + 1) * slice);
}

// Arrival times of up to `wanted` cases of the day into at_; fewer where the day ends. Inverts the
// cumulative rate: one unit exponential per case, spent through the slices.
std::size_t ArrivalSource::fill_times(std::size_t wanted) {
  std::array<double, kBlock> exponentials;
  std::array<double, kBlock / 2> even;
  std::array<double, kBlock / 2> odd;
  draw_pairs(key_,
             Use::interarrival,
             case_owner(class_->identity, day_, number_ / 2),
             {},
             std::span(even).first(wanted / 2),
             std::span(odd).first(wanted / 2));
  for (std::size_t i = 0; i < wanted / 2; ++i) {
    exponentials[2 * i] = even[i];
    exponentials[2 * i + 1] = odd[i];
  }
  unit_exponentials(std::span(exponentials).first(wanted));

  const std::int64_t slice = class_->arrivals.slice.us;
  const double day_end = (static_cast<double>(day_) + 1.0) * static_cast<double>(kDay.us);
  for (std::size_t i = 0; i < wanted; ++i) {
    double left = exponentials[i];
    while (left > (slice_end_ - time_) * rate_) {
      left -= (slice_end_ - time_) * rate_;
      time_ = slice_end_;
      if (time_ >= day_end) {
        return i;
      }
      ++slice_;
      rate_ = rate_in(slice_);
      slice_end_ = static_cast<double>((slice_ + 1) * slice);
    }
    time_ += left / rate_;
    at_[i] = static_cast<std::int64_t>(time_ + 0.5);
  }
  return wanted;
}

void ArrivalSource::fill_entries(std::size_t count) {
  if (class_->entry.size() == 1) {
    fill_visits(0, count);
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    tier_[i] = destination(class_->entry, draw(key_, Use::entry, first_owner_ + i));
  }
  for (std::size_t begin = 0; begin < count;) {
    std::size_t end = begin + 1;
    while (end < count && tier_[end] == tier_[begin]) {
      ++end;
    }
    fill_visits(begin, end);
    begin = end;
  }
}

// The first sessions of cases that enter at one tier.
void ArrivalSource::fill_visits(std::size_t begin, std::size_t end) {
  const auto handling = std::span(handling_).subspan(begin, end - begin);
  draw_pairs(key_,
             Use::handling,
             first_owner_ + begin,
             {plan_->tiers[tier_[begin]].identity, 0},
             handling,
             std::span(outcome_).subspan(begin, end - begin));
  const WorkPlan& work = plan_->work_of(class_index_, tier_[begin]);
  work.handle_time.transform(handling);
  if (work.plain) {
    resolve_probabilities(work.resolve,
                          std::span(complexity_).subspan(begin, end - begin),
                          std::span(chance_).subspan(begin, end - begin));
  }
  if (!next_tiers_.empty() && next_tiers_[tier_[begin]] != kNowhere) {
    fill_next_visits(begin, end);
  }
}

void ArrivalSource::fill_next_visits(std::size_t begin, std::size_t end) {
  const std::uint16_t tier = next_tiers_[tier_[begin]];
  std::array<Owner, kBlock> owners;
  std::array<double, kBlock> handling;
  std::array<double, kBlock> outcome;
  std::size_t count = 0;
  for (std::size_t i = begin; i < end; ++i) {
    owners[count] = first_owner_ + i;
    count += outcome_[i] < chance_[i] ? 0U : 1U;
  }
  draw_pairs_of(key_,
                Use::handling,
                std::span(owners).first(count),
                {plan_->tiers[tier].identity, 0},
                std::span(handling).first(count),
                std::span(outcome).first(count));
  plan_->work_of(class_index_, tier).handle_time.transform(std::span(handling).first(count));
  for (std::size_t i = 0; i < count; ++i) {
    next_visits_[owners[i] % kNextVisits] = {owners[i], handling[i], outcome[i]};
  }
}

// The next replayed arrivals; their draws belong to day 0 and their place in the list.
void ArrivalSource::fill_replayed() {
  const std::size_t left = class_->instants.size() - number_;
  count_ = std::min(left, kBlock);
  first_owner_ = case_owner(class_->identity, 0, number_);
  for (std::size_t i = 0; i < count_; ++i) {
    at_[i] = class_->instants[number_ + i].us;
  }
  number_ += static_cast<std::uint32_t>(count_);
}

// The next arrivals of the process; no more than one day's at once.
void ArrivalSource::fill_process() {
  count_ = 0;
  while (count_ == 0) {
    first_owner_ = case_owner(class_->identity, day_, number_);
    count_ = fill_times(block_);
    if (count_ < block_) {
      // The day is over; its last cases, if any, are handed out before the next day begins.
      ++day_;
      begin_day();
    } else {
      number_ += static_cast<std::uint32_t>(count_);
    }
    if (time_ >= static_cast<double>(plan_->arrivals_end.us)) {
      return;
    }
  }
}

// The next cases of the events of one day: as many each as a geometric number says.
void ArrivalSource::fill_batches() {
  if (next_batch_ == batches_.size()) {
    fill_process();
    batches_.clear();
    next_batch_ = 0;
    const Owner day = first_owner_ >> 32U << 32U;
    case_number_ = day == batch_day_ ? case_number_ : 0;
    batch_day_ = day;
    for (std::size_t i = 0; i < count_; ++i) {
      const double u = draw(key_, Use::batch, first_owner_ + i);
      batches_.push_back(
          {at_[i], 1 + static_cast<std::uint64_t>(log_of(1.0 - u) / class_->batch_log)});
    }
  }
  first_owner_ = batch_day_ + case_number_;
  for (count_ = 0; count_ < kBlock && next_batch_ < batches_.size(); ++count_) {
    at_[count_] = batches_[next_batch_].at;
    next_batch_ += --batches_[next_batch_].cases == 0 ? 1U : 0U;
  }
  case_number_ += static_cast<std::uint32_t>(count_);
}

void ArrivalSource::fill() {
  if (!class_->instants.empty()) {
    fill_replayed();
  } else if (class_->batch_log != 0.0) {
    fill_batches();
  } else {
    fill_process();
  }
  next_ = 0;
  if (count_ == 0) {
    at_[0] = kNever.us;
    count_ = 1;
    return;
  }
  if (class_->has_patience || class_->needs_complexity) {
    draw_pairs(key_,
               Use::complexity,
               first_owner_,
               {},
               std::span(complexity_).first(count_),
               std::span(patience_).first(count_));
    class_->complexity.transform(std::span(complexity_).first(count_));
    if (class_->has_patience) {
      class_->patience.transform(std::span(patience_).first(count_));
    }
  }
  fill_entries(count_);
  for (std::size_t i = count_; i-- > 0 && at_[i] >= plan_->arrivals_end.us;) {
    at_[i] = kNever.us;
  }
}

}  // namespace tiermix
