#include "tools/tiermix/gap_points.hpp"

#include <stdexcept>
#include <utility>

#include "engine/experiment/kept.hpp"
#include "engine/results/swept.hpp"

#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {

GapPoints::GapPoints(std::size_t count, const std::string& work, const Options& options)
    : finished_(count) {
  if (!options.has("output")) {
    return;
  }
  const std::filesystem::path path = journal_beside(options.text("output", ""));
  journal_.emplace(std::filesystem::exists(path) ? open_journal(path, work, options)
                                                 : Journal::create(path, work));
  for (std::size_t i = 0; i < journal_->size(); ++i) {
    auto swept = from_record(journal_->record(i));
    if (!swept || swept->first >= count) {
      throw std::runtime_error(journal_->path().string() +
                               ": has a record that is no lever of this table");
    }
    finished_[swept->first] = std::move(swept->second);
  }
  const std::size_t found = count - left().size();
  if (found > 0) {
    tell("continuing with " + std::to_string(found) + " of " + std::to_string(count) +
         " scenarios finished before\n");
  }
}

std::vector<std::size_t> GapPoints::left() const {
  std::vector<std::size_t> points;
  for (std::size_t i = 0; i < finished_.size(); ++i) {
    if (!finished_[i]) {
      points.push_back(i);
    }
  }
  return points;
}

void GapPoints::take(std::size_t point, SweptPoint&& swept) {
  if (journal_) {
    try {
      journal_->append(to_record(point, swept));
    } catch (const std::runtime_error& error) {
      throw KeepingFailed(error.what());
    }
  }
  finished_[point] = std::move(swept);
}

std::vector<SweptPoint> GapPoints::all() const {
  std::vector<SweptPoint> points;
  points.reserve(finished_.size());
  for (const std::optional<SweptPoint>& point : finished_) {
    points.push_back(point.value_or(SweptPoint()));
  }
  return points;
}

void GapPoints::end() {
  if (journal_) {
    journal_->remove();
  }
}

}  // namespace tiermix
