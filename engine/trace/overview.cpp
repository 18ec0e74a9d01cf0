#include "engine/trace/overview.hpp"

#include <algorithm>
#include <utility>

namespace tiermix {
namespace {

bool opens(Happening what) { return what == Happening::created || what == Happening::contained; }

struct Kind {
  std::string_view why;
  std::size_t wanted;
  /// The greater, the more telling; not above 0 where the case is none of the kind.
  double (*score)(const CaseFacts& facts);
};

double solved_after(const CaseFacts& f) {
  return f.end == Happening::closed ? in_hours(f.ended - f.created) : 0.0;
}

double first_contact(const CaseFacts& f) {
  const bool solved =
      f.end == Happening::closed && f.sessions == 1 && f.reopenings == 0 && f.complexity > 0.0;
  return solved ? f.complexity : 0.0;
}

double gave_up(const CaseFacts& f) {
  return f.end == Happening::abandoned || f.end == Happening::lost ? in_hours(f.waited) + 1e-9
                                                                   : 0.0;
}

constexpr std::array<Kind, 11> kKindsOfCases{{
    {"longest to resolve", 2, solved_after},
    {"most hand-overs", 2, [](const CaseFacts& f) { return static_cast<double>(f.hand_overs); }},
    {"most sessions",
     1,
     [](const CaseFacts& f) { return f.sessions > 1 ? static_cast<double>(f.sessions) : 0.0; }},
    {"most failed attempts", 1, [](const CaseFacts& f) { return static_cast<double>(f.failures); }},
    {"most often sent back", 1, [](const CaseFacts& f) { return static_cast<double>(f.bounces); }},
    {"most help", 1, [](const CaseFacts& f) { return in_hours(f.helped); }},
    {"most reopenings", 1, [](const CaseFacts& f) { return static_cast<double>(f.reopenings); }},
    {"longest in queues", 1, [](const CaseFacts& f) { return in_hours(f.waited); }},
    {"gave up last", 1, gave_up},
    {"no solution",
     1,
     [](const CaseFacts& f) {
       return f.end == Happening::closed_unresolved ? in_hours(f.ended - f.created) + 1e-9 : 0.0;
     }},
    {"hardest first contact", 1, first_contact},
}};

}  // namespace

bool CaseScope::holds(const CaseEvent& opening) const {
  return opening.at >= from && opening.at < until &&
         (!case_class || opening.case_class == *case_class) && (!only || opening.owner == *only);
}

void Overview::add(const CaseEvent& event) {
  if (event.at > now_) {
    settle(event.at);
  }
  if (opens(event.what)) {
    if (!scope_.holds(event)) {
      return;
    }
    ++opened_;
    open_[event.owner];
  }
  const auto found = open_.find(event.owner);
  if (found == open_.end()) {
    return;
  }
  found->second.add(event);
  if (is_end(event.what)) {
    ending_.push_back(event.owner);
  }
}

// The cases that ended before now have had all their events.
void Overview::settle(Instant now) {
  for (const Owner owner : ending_) {
    const auto found = open_.find(owner);
    rank(found->second);
    open_.erase(found);
  }
  ending_.clear();
  now_ = now;
}

void Overview::rank(const CaseFacts& facts) {
  for (std::size_t k = 0; k < kKinds; ++k) {
    const double score = kKindsOfCases.at(k).score(facts);
    std::vector<Ranked>& best = best_.at(k);
    if (score <= 0.0 || (best.size() == kKept && best.back().score >= score)) {
      continue;
    }
    const auto place =
        std::ranges::find_if(best, [score](const Ranked& ranked) { return ranked.score < score; });
    best.insert(place, {score, facts});
    if (best.size() > kKept) {
      best.pop_back();
    }
  }
}

std::vector<TellingCase> Overview::telling_cases() const {
  static_assert(kKindsOfCases.size() == kKinds);
  Overview all = *this;
  all.settle(now_);
  std::vector<TellingCase> telling;
  for (std::size_t k = 0; k < kKinds; ++k) {
    std::size_t wanted = kKindsOfCases.at(k).wanted;
    for (const Ranked& ranked : all.best_.at(k)) {
      const bool taken = std::ranges::any_of(
          telling, [&ranked](const TellingCase& t) { return t.facts.owner == ranked.facts.owner; });
      if (wanted > 0 && !taken) {
        telling.push_back({kKindsOfCases.at(k).why, ranked.facts});
        --wanted;
      }
    }
  }
  return telling;
}

}  // namespace tiermix
