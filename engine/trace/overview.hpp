#pragma once

// The cases of a replication that are worth a look: the slowest, the most handed over, …

#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/kernel/log.hpp"

#include "engine/trace/facts.hpp"

namespace tiermix {

/// Which cases: those opened from `from` until before `until`, of one class or one case where said.
struct CaseScope {
  Instant from;
  Instant until = kNever;
  std::optional<std::uint16_t> case_class;
  std::optional<Owner> only;

  [[nodiscard]] bool holds(const CaseEvent& opening) const;
};

struct TellingCase {
  std::string_view why;
  CaseFacts facts;
};

/// Memory grows with the cases open at one time.
class Overview final : public CaseLog {
 public:
  explicit Overview(const CaseScope& scope) : scope_(scope) {}

  void add(const CaseEvent& event) override;

  /// About ten, each case once; fewer where little happened.
  [[nodiscard]] std::vector<TellingCase> telling_cases() const;

  [[nodiscard]] std::uint64_t opened() const { return opened_; }
  [[nodiscard]] std::uint64_t still_open() const { return open_.size() - ending_.size(); }

 private:
  static constexpr std::size_t kKinds = 11;
  static constexpr std::size_t kKept = 12;  ///< per kind: others may be taken by kinds before

  struct Ranked {
    double score = 0.0;
    CaseFacts facts;
  };

  void settle(Instant now);
  void rank(const CaseFacts& facts);

  CaseScope scope_;
  std::uint64_t opened_ = 0;
  std::unordered_map<Owner, CaseFacts> open_;
  std::vector<Owner> ending_;  ///< ended at the present instant
  Instant now_;
  std::array<std::vector<Ranked>, kKinds> best_;
};

}  // namespace tiermix
