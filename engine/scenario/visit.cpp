#include "engine/scenario/visit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tiermix {
namespace {

// One attempt by a rep of unknown kind; probabilities and seconds per session that decides.
struct Attempt {
  double referred = 0.0;
  double resolved = 0.0;  ///< for good
  double reopened = 0.0;
  double failed = 0.0;
  double seconds = 0.0;
};

// Seconds of an attempt, and the probability that the limit of a session leaves it the time.
struct Timing {
  double in_time = 1.0;
  double success = 0.0;  ///< mean seconds, times in_time
  double overrun = 0.0;  ///< of attempts that run into the limit, times 1 - in_time
  double failure = 0.0;
};

double mean_or(const std::optional<Law>& law, double otherwise) {
  return law.has_value() ? law_mean(*law) : otherwise;
}

Timing timing_of(const TierStage& stage, double factor, double extra) {
  const double failed = stage.policy.failed_attempt_time;
  if (stage.handle_quantiles.empty()) {
    const double mean = stage.handle_seconds * factor + extra;
    return {.in_time = 1.0, .success = mean, .failure = mean * failed};
  }
  const double limit = in_seconds(stage.policy.session_limit.value_or(Duration{}));
  const double weight = 1.0 / static_cast<double>(stage.handle_quantiles.size());
  Timing timing{.in_time = 0.0};
  for (const double value : stage.handle_quantiles) {
    const double seconds = value * factor + extra;
    const double cut = weight * std::min(seconds * failed, limit);
    timing.failure += cut;
    if (seconds <= limit) {
      timing.in_time += weight;
      timing.success += weight * seconds;
    } else {
      timing.overrun += cut;
    }
  }
  return timing;
}

class VisitWalk {
 public:
  VisitWalk(const ClassStages& stages, std::size_t tier, const CaseAt& at, bool can_bounce)
      : stages_(stages),
        stage_(stages.stages[tier]),
        at_(at),
        bounce_(can_bounce ? stage_.policy.bounce.share : 0.0) {
    const std::size_t n = stages.stages.size();
    visit_.all.escalated.assign(n, 0.0);
    visit_.prompt.escalated.assign(n, 0.0);
    visit_.help_seconds.assign(n, 0.0);
  }

  Visit walk() {
    if (stage_.is_vendor) {
      ask_vendor();
      return std::move(visit_);
    }
    double cases = 1.0;
    double prompt = 1.0;
    const int limit = stage_.policy.attempt_limit;
    for (int failed = 0; failed < limit && cases > 0.0; ++failed) {
      const Attempt attempt = attempt_after(failed);
      const double decided = ask_first(cases, prompt, attempt);
      const double at_once = prompt * (1.0 - bounce_) * (1.0 - stage_.pending_share);
      visit_.prompt.delayed += prompt * (1.0 - bounce_) * stage_.pending_share;
      end_attempt(attempt, decided, visit_.all);
      end_attempt(attempt, at_once, visit_.prompt);
      pass_on(decided * attempt.referred, at_once * attempt.referred);
      cases = decided * attempt.failed;
      prompt = at_once * attempt.failed;
      if (failed + 1 < limit) {
        visit_.retries += cases;
        if (stage_.policy.recess) {
          visit_.prompt.delayed += prompt;
          prompt = 0.0;
        }
      }
    }
    give_up(cases, prompt);
    return std::move(visit_);
  }

 private:
  // Sessions until one decides; the expected number of those.
  double ask_first(double cases, double prompt, const Attempt& attempt) {
    const double pending = (1.0 - bounce_) * stage_.pending_share;
    const double sessions = cases / (1.0 - pending);
    const double decides = (1.0 - bounce_) * (1.0 - stage_.pending_share);
    const double bounce_seconds = bounce_ * in_seconds(stage_.policy.bounce.time);
    const double seconds = bounce_seconds + pending * asking_seconds() + decides * attempt.seconds;
    visit_.sessions += sessions;
    visit_.prompt_sessions += prompt;
    visit_.seconds += sessions * seconds;
    visit_.prompt_seconds += prompt * seconds;
    visit_.pendings += sessions * pending;
    visit_.all.bounced += sessions * bounce_;
    visit_.prompt.bounced += prompt * bounce_;
    return sessions * decides;
  }

  [[nodiscard]] double time_factor(const RepKind& rep) const {
    return rep.slowness * stage_.policy_time * at_.kind.time_factor *
           (1.0 + stage_.complexity_time * (at_.point.x - 0.5));
  }

  [[nodiscard]] double asking_seconds() const {
    double seconds = stages_.search_seconds;
    for (const RepKind& rep : stage_.reps) {
      seconds += rep.weight * stage_.handle_seconds * time_factor(rep);
    }
    return seconds;
  }

  [[nodiscard]] Attempt attempt_after(int failed) const {
    Attempt sum;
    for (const RepKind& rep : stage_.reps) {
      add_attempt(rep, failed, sum);
    }
    return sum;
  }

  void add_attempt(const RepKind& rep, int failed, Attempt& sum) const {
    const Policy& policy = stage_.policy;
    const Effects& effects = stages_.effects;
    double referred = 0.0;
    if (stage_.when_unresolved == WhenUnresolved::escalate) {
      const double demanded =
          policy.demanded_escalation * (1.0 - effects.relationship_demands * rep.relationship);
      referred = 1.0 - (1.0 - demanded) * attempt_probability(rep, at_.point);
    }
    const double gain = rep.gain + stage_.policy_gain + at_.kind.gain +
                        (policy.recess ? policy.recess->gain * failed : 0.0);
    const double p = shifted_probability(resolve_probability(rep.resolve, at_.point), gain);
    const Timing timing = timing_of(stage_, time_factor(rep), stages_.search_seconds);
    const double quality = 1.0 - effects.quality_reopening * stages_.quality;
    const double falsely = policy.force ? policy.force->false_resolution * quality : 0.0;
    const double reopening = std::min(
        1.0,
        stage_.reopening * quality * (1.0 - effects.relationship_reopening * rep.relationship) *
            (1.0 + effects.over_head_reopening * (1.0 - p)));
    const double resolved = p * timing.in_time;
    const double unsolved = (1.0 - p) + p * (1.0 - timing.in_time);
    const double attempted = rep.weight * (1.0 - referred);
    const double forced = policy.force ? policy.force->time : 1.0;
    sum.referred += rep.weight * referred;
    sum.resolved += attempted * resolved * (1.0 - reopening);
    sum.reopened += attempted * (resolved * reopening + unsolved * falsely);
    sum.failed += attempted * unsolved * (1.0 - falsely);
    sum.seconds += attempted * (p * timing.success +
                                forced * (p * timing.overrun + (1.0 - p) * timing.failure));
    sum.seconds += rep.weight * stage_.diagnosis_seconds * rep.slowness *
                   (1.0 - effects.relationship_diagnosis * rep.relationship);
  }

  static void end_attempt(const Attempt& attempt, double cases, Exits& exits) {
    exits.resolved += cases * attempt.resolved;
    exits.reopened += cases * attempt.reopened;
  }

  // Cases that the tier does not attempt, or no longer.
  void pass_on(double cases, double prompt) {
    double routed = 0.0;
    for (std::size_t u = 0; u < stage_.escalation.size(); ++u) {
      const double share = stage_.escalation[u];
      routed += share;
      if (share > 0.0 && asks_for_help(stage_)) {
        ask_specialists(u, share * cases, share * prompt);
      } else if (share > 0.0) {
        visit_.all.escalated[u] += share * cases;
        visit_.prompt.escalated[u] += share * prompt;
      }
    }
    if (routed == 0.0) {
      visit_.all.closed += cases;
      visit_.prompt.closed += prompt;
      return;
    }
    if (stage_.policy.hand_off.kind == HandOffKind::warm) {
      spend(in_seconds(stage_.policy.hand_off.briefing), cases, prompt);
    }
  }

  void spend(double seconds, double cases, double prompt) {
    visit_.seconds += seconds * cases;
    visit_.prompt_seconds += seconds * prompt;
  }

  // The rep waits for the call to arrive and for the specialist's work; his queue comes on top.
  void ask_specialists(std::size_t u, double cases, double prompt) {
    const TierStage& other = stages_.stages[u];
    const HandOff& hand_off = stage_.policy.hand_off;
    const double mean = mean_or(hand_off.expert_time, other.handle_seconds);
    double resolved = 0.0;
    double reopened = 0.0;
    double seconds = 0.0;
    for (const RepKind& rep : other.reps) {
      const double p = shifted_probability(resolve_probability(rep.resolve, at_.point), rep.gain);
      const double reopening =
          std::min(1.0,
                   stage_.reopening * (1.0 - stages_.effects.quality_reopening * stages_.quality) *
                       (1.0 + stages_.effects.over_head_reopening * (1.0 - p)));
      resolved += rep.weight * p * (1.0 - reopening);
      reopened += rep.weight * p * reopening;
      seconds += rep.weight * mean * rep.slowness;
    }
    const double failed = 1.0 - resolved - reopened;
    const auto end = [&](Exits& exits, double count) {
      exits.resolved += resolved * count;
      exits.reopened += reopened * count;
      exits.escalated[u] += std::max(0.0, failed) * count;
    };
    end(visit_.all, cases);
    end(visit_.prompt, prompt);
    visit_.help_seconds[u] += seconds * cases;
    const double delay = mean_or(hand_off.join_delay, 0.0);
    spend(delay + seconds, cases, prompt);
  }

  void give_up(double cases, double prompt) {
    switch (stage_.when_unresolved) {
      case WhenUnresolved::escalate:
        pass_on(cases, prompt);
        break;
      case WhenUnresolved::retry:
        visit_.all.retried += cases;
        visit_.prompt.retried += prompt;
        visit_.retries += cases;
        break;
      case WhenUnresolved::close_unresolved:
        visit_.all.closed += cases;
        visit_.prompt.closed += prompt;
        break;
    }
  }

  void ask_vendor() {
    const double p = resolve_probability(stage_.reps.front().resolve, at_.point);
    const double reopening =
        stage_.reopening * (1.0 - stages_.effects.quality_reopening * stages_.quality);
    visit_.sessions = 1.0;
    visit_.prompt_sessions = 1.0;
    visit_.prompt.delayed = 1.0;
    visit_.all.resolved = p * (1.0 - reopening);
    visit_.all.reopened = p * reopening;
    give_up(1.0 - p, 0.0);
  }

  const ClassStages& stages_;
  const TierStage& stage_;
  const CaseAt& at_;
  double bounce_;
  Visit visit_;
};

}  // namespace

double Exits::left() const {
  return std::accumulate(escalated.begin(), escalated.end(), resolved + closed + bounced);
}

Visit visit_to(const ClassStages& stages, std::size_t tier, const CaseAt& at, bool can_bounce) {
  return VisitWalk(stages, tier, at, can_bounce).walk();
}

double hand_over_seconds(const TierStage& stage) {
  const HandOff& hand_off = stage.policy.hand_off;
  const double briefing = hand_off.kind == HandOffKind::warm ? in_seconds(hand_off.briefing) : 0.0;
  return (1.0 - hand_off.completeness) * in_seconds(hand_off.rediscovery) + briefing;
}

}  // namespace tiermix
