// Where the simulations of tiermix optimize come from: the journal, or the scenario at a point.

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "engine/base/check.hpp"
#include "engine/scenario/week_load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/sweep.hpp"

#include "tools/tiermix/optimize.hpp"
#include "tools/tiermix/progress.hpp"

namespace tiermix {
namespace {

template <typename Value>
void put(std::string& bytes, Value value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof(Value));
  std::memcpy(bytes.data() + at, &value, sizeof(Value));
}

template <typename Value>
bool take(std::string_view& bytes, Value& value) {
  if (bytes.size() < sizeof(Value)) {
    return false;
  }
  std::memcpy(&value, bytes.data(), sizeof(Value));
  bytes.remove_prefix(sizeof(Value));
  return true;
}

bool is_alike(const Model& own, const Model& base) {
  return own.classes.size() == base.classes.size() && own.tiers.size() == base.tiers.size() &&
         own.time.start == base.time.start && own.time.warm_up.us == base.time.warm_up.us &&
         own.time.horizon.us == base.time.horizon.us && own.money.currency == base.money.currency;
}

}  // namespace

PointSampler::PointSampler(Source source, const Model& model, std::optional<Journal> journal)
    : source_(std::move(source)), model_(&model), journal_(std::move(journal)) {}

bool PointSampler::take_over() {
  for (std::size_t i = 0; journal_ && i < journal_->size(); ++i) {
    const std::string record = journal_->record(i);
    std::string_view bytes = record;
    std::uint32_t variables = 0;
    bool whole = take(bytes, variables) && variables <= source_.variables.size();
    Key key{LatticePoint(whole ? variables : 0), 0};
    for (std::int32_t& index : key.first) {
      whole = whole && take(bytes, index);
    }
    GoalSamples samples;
    whole = whole && take(bytes, key.second) && from_bytes(bytes, samples) && bytes.empty();
    if (!whole) {
      return false;
    }
    kept_[key] = std::move(samples);
  }
  return true;
}

std::vector<Override> PointSampler::overrides_at(const LatticePoint& point) const {
  return overrides_with(source_.overrides, source_.variables, point);
}

std::optional<PointSampler::Compiled> PointSampler::compiled_at(const LatticePoint& point) const {
  const Loaded loaded = load(source_.file, overrides_at(point));
  if (!loaded.model || !is_alike(*loaded.model, *model_)) {
    return std::nullopt;
  }
  return Compiled{.plan = compile(*loaded.model),
                  .overload = source_.allows_overload ? 0.0 : endless_overload(*loaded.model)};
}

void PointSampler::remember(const SampleRequest& request, const GoalSamples& samples) {
  if (!journal_) {
    return;
  }
  std::string record;
  put(record, static_cast<std::uint32_t>(request.point.size()));
  for (const std::int32_t index : request.point) {
    put(record, index);
  }
  put(record, request.first);
  journal_->append(record + to_bytes(samples));
}

// False where the run is to stop.
bool PointSampler::simulate(const std::vector<SampleRequest>& requests,
                            std::map<Key, GoalSamples>& into) {
  std::vector<SampleRequest> possible;
  std::vector<Plan> plans;
  std::vector<double> overloads;
  for (const SampleRequest& request : requests) {
    std::optional<Compiled> compiled = compiled_at(request.point);
    if (compiled) {
      plans.push_back(std::move(compiled->plan));
      overloads.push_back(compiled->overload);
      possible.push_back(request);
    } else {
      remember(request, {});
    }
  }
  if (possible.empty()) {
    return interrupt_status() == 0;
  }
  std::optional<std::vector<GoalSamples>> samples;
  try {
    samples = sample(possible, plans, source_.chosen, source_.seed, source_.threads, [](auto) {
      return interrupt_status() == 0;
    });
  } catch (const SweepFailed& failed) {
    failed_at_ = possible[failed.point()].point;
    throw;
  }
  if (!samples) {
    return false;
  }
  for (std::size_t i = 0; i < possible.size(); ++i) {
    (*samples)[i].overload = overloads[i];
    remember(possible[i], (*samples)[i]);
    into[{possible[i].point, possible[i].first}] = std::move((*samples)[i]);
  }
  return true;
}

std::optional<std::vector<GoalSamples>> PointSampler::operator()(
    std::span<const SampleRequest> requests) {
  std::map<Key, GoalSamples> fresh;
  std::vector<SampleRequest> missing;
  for (const SampleRequest& request : requests) {
    if (!kept_.contains({request.point, request.first})) {
      missing.push_back(request);
    }
  }
  // A plan each: not too many at once.
  constexpr std::size_t kAtOnce = 64;
  for (std::size_t i = 0; i < missing.size(); i += kAtOnce) {
    const auto first = missing.begin() + static_cast<std::ptrdiff_t>(i);
    const auto last = first + static_cast<std::ptrdiff_t>(std::min(kAtOnce, missing.size() - i));
    if (!simulate({first, last}, fresh)) {
      return std::nullopt;
    }
  }
  std::vector<GoalSamples> samples;
  for (const SampleRequest& request : requests) {
    const Key key{request.point, request.first};
    const auto kept = kept_.find(key);
    samples.push_back(kept != kept_.end() ? kept->second : fresh[key]);
  }
  return samples;
}

void PointSampler::end_journal() {
  if (journal_) {
    journal_->remove();
  }
}

}  // namespace tiermix
