#include "tools/tiermix/keeping.hpp"

#include <algorithm>
#include <stdexcept>

#include "tools/tiermix/shard_parts.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

// The journal that is there, to go on with. `otherwise`: what to do where it is of other work.
Journal resumed(const fs::path& path, const std::string& work, const char* otherwise) {
  Journal journal = Journal::open(path);
  if (journal.torn() > 0) {
    tell("dropped what was torn at the end of " + path.string() + " (" +
         std::to_string(journal.torn()) + " bytes)\n");
  }
  if (journal.damaged() > 0) {
    tell("passed over what is damaged in " + path.string() + " (" +
         std::to_string(journal.damaged()) + " of " +
         std::to_string(journal.damaged() + journal.size()) + " records)\n");
  }
  if (journal.work().empty()) {
    journal.begin(work);
    return journal;
  }
  const std::string other = first_difference(journal.work(), work);
  if (!other.empty()) {
    throw std::runtime_error(path.string() + ": is the journal of another " + other + "; " +
                             otherwise);
  }
  return journal;
}

}  // namespace

std::vector<const Plan*> pointers_to(const std::vector<Plan>& plans) {
  std::vector<const Plan*> pointers;
  pointers.reserve(plans.size());
  for (const Plan& plan : plans) {
    pointers.push_back(&plan);
  }
  return pointers;
}

std::vector<ScopeLayout> layouts_of(const std::vector<const Plan*>& plans) {
  std::vector<ScopeLayout> layouts;
  layouts.reserve(plans.size());
  for (const Plan* plan : plans) {
    layouts.push_back(plan->layout());
  }
  return layouts;
}

Journal open_journal(const fs::path& path, const std::string& work, const Options& options) {
  if (!fs::exists(path)) {
    if (options.has("resume")) {
      tell("no " + path.string() + " to continue: starting at the beginning\n");
    }
    return Journal::create(path, work);
  }
  if (options.has("resume")) {
    return resumed(path, work, "--force starts over");
  }
  if (Journal::is_in_use(path)) {
    throw std::runtime_error(path.string() + ": is in use by another program");
  }
  if (!options.has("force")) {
    throw std::runtime_error(path.string() +
                             ": is there, of work that was interrupted (--resume continues it, "
                             "--force starts over)");
  }
  fs::remove(path);
  return Journal::create(path, work);
}

Journal journal_to_add_to(const fs::path& path, const std::string& work) {
  return fs::exists(path) ? resumed(path, work, "remove it, or name another output (-o)")
                          : Journal::create(path, work);
}

Keeping::Keeping(const Options& options,
                 const fs::path& output,
                 const KeptWork& work,
                 std::vector<ScopeLayout> layouts,
                 KeptRows rows) {
  const fs::path path = journal_beside(output);
  if (options.has("force") || (options.has("resume") && fs::exists(path))) {
    existing_ = Existing::replace;
  }
  if (options.has("part")) {
    keeper_ = std::make_unique<ShardParts>(options.texts("part"), lines_of(work), layouts);
    return;
  }
  if (fs::is_other(output)) {
    return;
  }
  auto journal = std::make_unique<JournalKeeper>(
      open_journal(path, lines_of(work), options), std::move(layouts), rows);
  if (!journal->found().empty()) {
    tell("continuing with " + std::to_string(journal->found().size()) +
         " replications finished before\n");
  }
  journal_ = journal.get();
  keeper_ = std::move(journal);
}

void Keeping::end(bool interrupted) {
  if (journal_ == nullptr) {
    return;
  }
  if (journal_->journal().is_removed()) {
    tell("warning: " + journal_->journal().path().string() +
         ": was removed by somebody while it was in use\n");
  } else if (interrupted) {
    tell("the same command with --resume goes on\n");
  } else {
    journal_->journal().remove();
  }
}

}  // namespace tiermix
