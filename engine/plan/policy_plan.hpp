#pragma once

// A tier's policy, the desk's aids and the ratings as tables of numbers; part of a Plan.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/sampler.hpp"

namespace tiermix {

enum class Curve : std::uint8_t { constant, gatekeeper, logistic };

/// Probability that an attempt resolves: constant a; a (1 - x^b); or logistic(a - b z), z the
/// standard normal quantile of x.
struct ResolvePlan {
  Curve curve = Curve::constant;
  double a = 1.0;
  double b = 0.0;
};

/// None of a list.
inline constexpr std::uint16_t kNoIndex = UINT16_MAX;

inline constexpr double kUnlimited = std::numeric_limits<double>::infinity();

enum class HandOver : std::uint8_t { cold, warm, help };

struct PolicyPlan {
  // Before an attempt.
  double attempt_up_to = kUnlimited;  ///< perceived complexity
  double least_chance = 0.0;          ///< perceived resolve probability
  std::uint32_t busy_waiting = UINT32_MAX;
  double busy_up_to = kUnlimited;
  double noise = 0.0;
  bool has_diagnosis = false;
  Sampler diagnosis;  ///< us
  double demanded = 0.0;
  // The attempt.
  double gain = 0.0;         ///< on the logit
  double time_factor = 1.0;  ///< on handle times
  std::uint32_t attempt_limit = 1;
  bool has_recess = false;
  Sampler recess;  ///< us
  double recess_gain = 0.0;
  double session_limit = kUnlimited;  ///< us
  double failed_time = 1.0;
  bool forces = false;
  double false_resolution = 0.0;
  double forced_time = 1.0;
  // After it.
  HandOver hand_over = HandOver::cold;
  double completeness = 1.0;
  double rediscovery = 0.0;  ///< us, already times what is not forwarded
  double briefing = 0.0;     ///< us
  bool to_front = false;
  std::uint32_t experts = 1;
  bool has_join_delay = false;
  Sampler join_delay;  ///< us
  bool has_expert_time = false;
  Sampler expert_time;  ///< us
  double expert_gain = 0.0;
  double bounce = 0.0;
  double bounce_time = 0.0;  ///< us
  // While waiting.
  Duration escalate_after = kNever - Instant{};
  Duration before_target = kNever - Instant{};  ///< none where it is that long
};

/// Knowledge base, assistant, self-service, quality assurance, triage.
struct AidsPlan {
  bool has_knowledge = false;
  double coverage = 0.0;
  double search = 0.0;  ///< us
  double known_time = 1.0;
  double known_gain = 0.0;
  double articles = 0.0;      ///< per resolved case that was not known, times growth
  double decay_per_us = 0.0;  ///< of the logarithm of the coverage

  double assist_share = 0.0;
  double assist_time = 1.0;
  double assist_gain = 0.0;
  double assist_cost = 0.0;

  bool has_self_service = false;
  ResolvePlan contains;
  double self_service_cost = 0.0;

  double quality_share = 0.0;
  double quality_cost = 0.0;

  bool has_triage = false;
  double triage_accuracy = 1.0;
  double triage_above = 1.0;
  std::uint16_t triage_tier = 0;

  double relationship_diagnosis = 0.0;
  double relationship_reopening = 0.0;
  double relationship_demands = 0.0;
  double quality_reopening = 0.0;
  double over_head_reopening = 0.0;

  double cost_per_case = 0.0;
  double fixed_cost_per_us = 0.0;
};

/// What of a closed case its rating goes by, in the order of the scenario's Driver.
enum class RatedBy : std::uint8_t {
  wait,        ///< minutes in queues
  time_ratio,  ///< time to resolve / expected
  contacts,
  transfers,
  repeats,
  failed_attempts,
  forced,
  unresolved,  ///< 0 or 1
  complexity,
};
inline constexpr std::size_t kRatedBy = static_cast<std::size_t>(RatedBy::complexity) + 1;

/// A row of a user's own response model. Bounds in the order of RatedBy, inclusive.
struct ResponsePlan {
  std::uint16_t case_class = kNoIndex;  ///< kNoIndex: any
  std::array<double, kRatedBy> low{};
  std::array<double, kRatedBy> high{};
  std::array<double, 4> thresholds{};  ///< log odds of a rating up to 1 to 4; may be infinite
};

/// What each driver adds to the latent satisfaction of a case.
struct RatingWeights {
  double wait = 0.0;  ///< per logarithm of 1 + minutes
  double time = 0.0;  ///< per logarithm of the ratio
  double contact = 0.0;
  double transfer = 0.0;
  double repeat = 0.0;
  double unresolved = 0.0;
  double forced = 0.0;
  double failed_attempt = 0.0;
};

/// Rating 1 to 5: P(Y <= j) = 1 / (1 + exp(eta - threshold_j)).
struct RatingPlan {
  bool rates = false;
  std::array<double, 4> thresholds{};
  double drift_per_us = 0.0;  ///< added to the thresholds
  RatingWeights weights;
  std::array<double, 5> response{1.0, 1.0, 1.0, 1.0, 1.0};
  double upshift = 0.0;
  double customer_sd = 0.0;
  double rep_sd = 0.0;
  std::vector<ResponsePlan> table;  ///< the first row that fits; the last one fits all
};

}  // namespace tiermix
