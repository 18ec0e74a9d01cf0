#pragma once

// The journal beside a results file, as the commands that simulate keep it.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/experiment/kept.hpp"
#include "engine/results/journal.hpp"
#include "engine/results/kept_replications.hpp"
#include "engine/results/kept_work.hpp"
#include "engine/results/results.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

[[nodiscard]] std::vector<const Plan*> pointers_to(const std::vector<Plan>& plans);
[[nodiscard]] std::vector<ScopeLayout> layouts_of(const std::vector<const Plan*>& plans);

/// The journal of the work: a new one; under --resume the one that is there; under --force a new
/// one in its place. Tells how much of an old one is used. Throws std::runtime_error where another
/// work's is there, or one without either option.
[[nodiscard]] Journal open_journal(const std::filesystem::path& path,
                                   const std::string& work,
                                   const Options& options);

/// The journal of the work where it is there, else a new one. Throws as open_journal().
[[nodiscard]] Journal journal_to_add_to(const std::filesystem::path& path, const std::string& work);

/// Where a command has its finished replications: in a journal beside its output; in the shards
/// that it merges; nowhere, where the output is a device.
class Keeping {
 public:
  /// `layouts` of the plans, in the order of their numbers.
  Keeping(const Options& options,
          const std::filesystem::path& output,
          const KeptWork& work,
          std::vector<ScopeLayout> layouts,
          KeptRows rows);

  [[nodiscard]] Keeper* keeper() const { return keeper_.get(); }

  /// What becomes of a results file that is there.
  [[nodiscard]] Existing existing() const { return existing_; }

  /// The results are in place. The journal of an interrupted run stays.
  void end(bool interrupted);

 private:
  std::unique_ptr<Keeper> keeper_;
  JournalKeeper* journal_ = nullptr;  ///< the same, where it is one
  Existing existing_ = Existing::keep;
};

}  // namespace tiermix
