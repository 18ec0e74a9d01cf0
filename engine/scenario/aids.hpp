#pragma once

// What the whole desk works with: knowledge base, assistant, self-service, quality assurance,
// triage, how skills act, how customers rate. Sections of a scenario; each is neutral by default.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"

namespace tiermix {

enum class CurveKind : std::uint8_t { constant, gatekeeper, logistic };

/// Probability that one attempt resolves a case of complexity x (domain.md B.4, B.6):
/// constant p; gatekeeper f0 (1 - x^b); logistic 1 / (1 + exp(-(ability - mean - sd z(x)))), with z
/// the standard normal quantile of x.
struct ResolveCurve {
  CurveKind kind = CurveKind::constant;
  double p = 1.0;
  double f0 = 1.0;
  double b = 1.0;
  double ability = 0.0;
  double mean = 0.0;
  double sd = 1.0;
};

/// [knowledge_base]: a case is known with probability `coverage`; a known one is faster and surer.
/// Coverage C grows by growth (1 - C) per article and shrinks by `decay` per week.
struct KnowledgeBase {
  double coverage = 0.0;  ///< at the start
  Duration search_time;   ///< in every session
  double time_factor = 1.0;
  double resolve_gain = 0.0;  ///< on the logit
  double articles = 0.0;      ///< written per resolved case that was not known
  double growth = 0.0;
  double decay = 0.0;
};

/// [ai_assist]: a helper at the rep's side in a share of the cases.
struct AiAssist {
  double share = 0.0;
  double time_factor = 1.0;
  double resolve_gain = 0.0;
  double cost_per_session = 0.0;
};

/// [self_service]: tier zero. What it contains never becomes a case; what it does not arrives with
/// its complexity, so the rest is harder.
struct SelfService {
  ResolveCurve contains{.p = 0.0};
  double cost = 0.0;  ///< per customer who tries
};

/// [quality_assurance]
struct QualityAssurance {
  double coverage = 0.0;
  double cost_per_case = 0.0;  ///< per case looked at
};

/// [triage]: the complexity of an arriving case is recognised with this accuracy, else taken for a
/// random one; above a threshold the case goes straight to a tier.
struct Triage {
  double accuracy = 1.0;
  std::optional<std::string> direct_to;  ///< tier
  double above = 1.0;
};

/// [effects]: the size of what skills, standards and rewards change; gains act on the logit of the
/// resolve probability, ratings on the latent satisfaction.
struct Effects {
  double technical_gain = 0.8;
  double technical_time = 0.15;
  double relationship_rating = 0.35;
  double relationship_diagnosis = 0.10;
  double relationship_reopening = 0.20;
  double relationship_demands = 0.30;
  double unmet_standard_gain = -0.30;
  double unmet_standard_time = 1.10;
  double unmet_standard_rating = -0.25;
  double quality_reopening = 0.30;
  double hurry_time = 0.10;          ///< share of the handle time saved at handle_time_weight 1
  double hurry_gain = -0.20;         ///< at handle_time_weight 1
  double over_head_reopening = 0.0;  ///< reopening times 1 + this (1 - p) after an attempt at p
  double defect_complexity = 0.5;    ///< complexity alpha times defect_rate to this power
};

/// What of a case a row of a response table asks for; bounds are inclusive.
struct ResponseBand {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

enum class Driver : std::uint8_t {
  wait,        ///< minutes in queues
  time_ratio,  ///< time to resolve / expected
  contacts,    ///< sessions
  transfers,
  repeats,  ///< hand-overs at which the customer had to repeat
  failed_attempts,
  forced,      ///< sessions pressed to an end
  unresolved,  ///< 0 or 1
  complexity,
};
inline constexpr std::size_t kDrivers = static_cast<std::size_t>(Driver::complexity) + 1;

/// The law of the rating of every case that fits and fits no row above.
struct ResponseRow {
  std::optional<std::string> case_class;  ///< any where absent
  std::array<ResponseBand, kDrivers> bands{};
  std::array<double, 5> probability{};  ///< of 1 to 5; sums to 1
};

/// [satisfaction]: rating 1 to 5 of a closed case by proportional odds (McCullagh 1980),
/// P(Y <= j) = logistic(threshold_j + expectation - eta), domain.md B.10.
struct Satisfaction {
  std::array<double, 4> thresholds{-3.90, -2.77, -1.42, 0.37};
  double expectation = 0.0;        ///< segment's shift of all thresholds
  double expectation_drift = 0.0;  ///< added per year since the start
  double wait = -0.10;             ///< times ln(1 + minutes in queues)
  double time = -0.20;             ///< times ln(time to resolve / expected), at least ln 0.05
  double contact = -0.30;          ///< per session after the first
  double transfer = -0.20;
  double repeat = -0.50;  ///< per hand-over at which the customer had to repeat
  double unresolved = -2.40;
  double forced = -0.40;          ///< a session that was pressed to an end
  double failed_attempt = -0.30;  ///< per failed attempt
  Duration expected_time_to_resolve = 24 * kHour;
  double customer_sd =
      0.0;               ///< of a customer's own normal number, added to the latent satisfaction
  double rep_sd = 0.0;   ///< likewise of a rep: the mean over the sessions of a case counts
  bool averaged = true;  ///< the numbers above describe the average over customers and reps
  std::vector<ResponseRow> table;  ///< instead of thresholds and drivers where not empty
};

/// [survey]: who answers, and who asks.
struct Survey {
  std::array<double, 5> response{1.0, 1.0, 1.0, 1.0, 1.0};  ///< probability by rating
  bool neutral_party = true;
  double upshift = 0.25;  ///< share of ratings 1 to 4 raised by one where the party is not neutral
};

}  // namespace tiermix
