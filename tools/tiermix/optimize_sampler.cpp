// Where the simulations of tiermix optimize come from: the journal, or the scenario at a point.

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "engine/base/check.hpp"
#include "engine/scenario/week_load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/optimise_wave.hpp"
#include "engine/experiment/sweep.hpp"

#include "tools/tiermix/optimize.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/terminal.hpp"

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

void PointSampler::take(const std::string& record, const Journal& from, bool is_own) {
  std::string_view bytes = record;
  std::uint32_t variables = 0;
  bool whole = tiermix::take(bytes, variables) && variables <= source_.variables.size();
  Key key{LatticePoint(whole ? variables : 0), 0};
  for (std::int32_t& index : key.first) {
    whole = whole && tiermix::take(bytes, index);
  }
  GoalSamples samples;
  whole = whole && tiermix::take(bytes, key.second) && from_bytes(bytes, samples) &&
          bytes.empty() && samples.replications <= 1;
  if (!whole) {
    throw std::runtime_error(from.path().string() +
                             ": has a record that is none of this optimisation");
  }
  if (kept_.contains(key)) {
    return;
  }
  if (journal_ && !is_own) {
    journal_->append(record);
  }
  if (samples.replications == 0) {
    invalid_.insert(key.first);
  }
  kept_[key] = std::move(samples);
}

void PointSampler::take_over() {
  for (std::size_t i = 0; journal_ && i < journal_->size(); ++i) {
    take(journal_->record(i), *journal_, true);
  }
}

std::size_t PointSampler::take_from(const Journal& other, std::size_t most) {
  const std::size_t taken = std::min(most, other.size());
  for (std::size_t i = 0; i < taken; ++i) {
    take(other.record(i), other, false);
  }
  return taken;
}

const GoalSamples* PointSampler::known_at(const LatticePoint& point,
                                          std::uint32_t replication) const {
  static const GoalSamples kNoScenario;
  const auto kept = kept_.find({point, replication});
  return kept != kept_.end() ? &kept->second : invalid_.contains(point) ? &kNoScenario : nullptr;
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

void PointSampler::remember(const SampleRequest& request, GoalSamples samples) {
  if (journal_) {
    std::string record;
    put(record, static_cast<std::uint32_t>(request.point.size()));
    for (const std::int32_t index : request.point) {
      put(record, index);
    }
    put(record, request.first);
    journal_->append(record + to_bytes(samples));
  }
  if (samples.replications == 0) {
    invalid_.insert(request.point);
  }
  kept_[{request.point, request.first}] = std::move(samples);
}

// One replication each, those of one point beside each other. False where the run is to stop.
bool PointSampler::simulate(std::span<const SampleRequest> singles) {
  std::map<LatticePoint, std::optional<Compiled>> compiled;
  std::vector<SampleRequest> possible;
  std::vector<const Plan*> plans;
  for (const SampleRequest& single : singles) {
    const auto [own, is_new] = compiled.try_emplace(single.point);
    if (is_new) {
      own->second = compiled_at(single.point);
    }
    if (own->second) {
      plans.push_back(&own->second->plan);
      possible.push_back(single);
    } else {
      remember(single, {});
    }
  }
  if (possible.empty()) {
    return interrupt_status() == 0;
  }
  std::optional<std::vector<GoalSamples>> samples;
  try {
    samples = sample(possible, plans, source_.goals, source_.seed, source_.threads, [](auto) {
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
    (*samples)[i].overload = compiled[possible[i].point]->overload;
    remember(possible[i], std::move((*samples)[i]));
  }
  return true;
}

bool PointSampler::complete(std::span<const SampleRequest> requests) {
  std::vector<SampleRequest> missing;
  for (const SampleRequest& request : requests) {
    for (std::uint32_t r = request.first; r < request.first + request.count; ++r) {
      if (!kept_.contains({request.point, r})) {
        missing.push_back({.point = request.point, .first = r, .count = 1});
      }
    }
  }
  // A plan each at worst, and lost in a kill: not too many at once.
  constexpr std::size_t kAtOnce = 64;
  for (std::size_t i = 0; i < missing.size(); i += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, missing.size() - i);
    if (!simulate(std::span(missing).subspan(i, count))) {
      return false;
    }
  }
  return true;
}

std::optional<std::vector<GoalSamples>> PointSampler::operator()(
    std::span<const SampleRequest> requests) {
  if (!complete(requests)) {
    return std::nullopt;
  }
  std::vector<GoalSamples> samples;
  for (const SampleRequest& request : requests) {
    samples.push_back(joined_samples(request, [this](const LatticePoint& point, std::uint32_t r) {
                        return known_at(point, r);
                      }).value());
  }
  return samples;
}

int PointSampler::tell_failure(const std::string& what) const {
  std::string command = "tiermix run " + source_.file;
  for (const Override& change : overrides_at(failed_at_.value_or(LatticePoint()))) {
    command += " --set '" + change.path + "=" + change.value + "'";
  }
  tell("tiermix: " + what + "\nrepeat it with: " + command + " --seed " +
       std::to_string(source_.seed) + " --threads 1\n");
  return kDefect;
}

void PointSampler::end_journal() {
  if (journal_) {
    journal_->remove();
  }
}

}  // namespace tiermix
