// What a sweep simulates: the ranges of the command line, and the scenario at every point of them.

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/diagnostic.hpp"
#include "engine/base/text.hpp"

#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/sweep.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kMostTold = 20;

std::string one_or_more(std::size_t count, const std::string& word) {
  return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

// The axes of the command line; problems, a line each.
std::vector<Axis> axes_of(const Options& options, bool is_grid, std::string& problems) {
  std::vector<Axis> axes;
  const auto problem = [&problems](const std::string& text) {
    problems += (problems.empty() ? "option --vary: " : "\noption --vary: ") + text;
  };
  for (const std::string& text : options.texts("vary")) {
    ParsedAxis parsed = parse_axis(text);
    if (!parsed.axis) {
      problem(parsed.problem);
      continue;
    }
    Axis& axis = *parsed.axis;
    if (std::ranges::find(axes, axis.path, &Axis::path) != axes.end()) {
      problem(axis.path + " is given twice");
    } else if (is_grid && axis.is_continuous()) {
      problem("\"" + text + "\" has no step (from:to:step; or --design lhs)");
    } else {
      axes.push_back(std::move(axis));
    }
  }
  return axes;
}

// A problem of the scenario at a point, at its place on the command line.
Diagnostic at_vary(Diagnostic diagnostic) {
  if (diagnostic.place.file == "--set") {
    diagnostic.place.file = "--vary";
  }
  return diagnostic;
}

// Reads the scenario again and again, and remembers what it has told.
class Checker {
 public:
  Checker(const std::string& file, const Options& options, const PointDesign& design)
      : file_(file), options_(options), design_(design), strict_(options.has("strict")) {}

  void knows(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) {
      told_.insert(to_string(diagnostic));
    }
  }

  /// The scenario at a point; nothing where it is wrong.
  Loaded at(std::size_t point) {
    Loaded loaded = load(file_, overrides_at(design_, point, options_));
    if (refuse(loaded.diagnostics, named(point))) {
      loaded.model.reset();
    }
    return loaded;
  }

  void refuse_point(std::size_t point, const std::string& problem) {
    ++refused_;
    say(file_ + ": error: " + named(point) + ": " + problem);
  }

  [[nodiscard]] std::size_t refused() const { return refused_; }

  void tell_rest() const {
    if (said_ > kMostTold) {
      tell("and " + std::to_string(said_ - kMostTold) + " more\n");
    }
  }

 private:
  [[nodiscard]] std::string named(std::size_t point) const {
    return "point " + std::to_string(point + 1) + ": " + values_text(design_, point);
  }

  // Tells what is new: a wrong path or value once and not at every point that has it. Whether the
  // scenario cannot be used.
  bool refuse(const std::vector<Diagnostic>& diagnostics, const std::string& where) {
    bool refused = false;
    for (const Diagnostic& diagnostic : diagnostics) {
      const bool is_new = told_.insert(to_string(diagnostic)).second;
      const bool counts = diagnostic.severity == Severity::error || (strict_ && is_new);
      refused = refused || counts;
      if (is_new) {
        say(to_string(at_vary(diagnostic)) + " (" + where + ")");
      }
    }
    refused_ += refused ? 1 : 0;
    return refused;
  }

  void say(const std::string& line) {
    if (++said_ <= kMostTold) {
      tell(line + "\n");
    }
  }

  const std::string& file_;
  const Options& options_;
  const PointDesign& design_;
  bool strict_;
  std::set<std::string> told_;
  std::size_t refused_ = 0;
  std::size_t said_ = 0;
};

// Why the scenario at a point cannot be compared with that at the base; empty where it can.
std::string unlike(const Model& own, const Model& base) {
  if (own.time.start != base.time.start || own.time.warm_up.us != base.time.warm_up.us ||
      own.time.horizon.us != base.time.horizon.us) {
    return "another time window than the base (a sweep needs one start, warm-up and horizon)";
  }
  if (own.money.currency != base.money.currency) {
    return "another currency than the base";
  }
  return {};
}

std::size_t base_of(const Options& options, std::size_t points) {
  return options.whole("base", 1, 1, points) - 1;
}

}  // namespace

PointDesign design_of(const Options& options, std::uint64_t seed) {
  const bool is_grid = options.choice("design", {"grid", "lhs"}) == "grid";
  if (is_grid == options.has("points")) {
    throw UsageError(is_grid ? "option --points needs --design lhs"
                             : "option --design: lhs needs --points");
  }
  const std::size_t points = options.whole("points", 0, 1, kMostPoints);
  if (!options.has("vary")) {
    throw UsageError("nothing is varied (--vary rep_group.reps.heads=30:40:2)");
  }
  std::string problems;
  std::vector<Axis> axes = axes_of(options, is_grid, problems);
  if (!problems.empty()) {
    throw UsageError(problems);
  }
  if (!is_grid) {
    return latin_hypercube(axes, points, seed);
  }
  if (grid_size(axes) > kMostPoints) {
    throw UsageError("option --vary: more than " + std::to_string(kMostPoints) +
                     " points (--design lhs --points N takes as many as you say)");
  }
  return grid(std::move(axes));
}

std::vector<Override> overrides_at(const PointDesign& design,
                                   std::size_t point,
                                   const Options& options) {
  std::vector<Override> overrides = overrides_of(options);
  for (std::size_t i = 0; i < design.axes.size(); ++i) {
    overrides.push_back({.path = design.axes[i].path, .value = design.points[point][i].text});
  }
  return overrides;
}

std::string values_text(const PointDesign& design, std::size_t point) {
  std::string text;
  for (std::size_t i = 0; i < design.axes.size(); ++i) {
    text += (i == 0 ? "" : ", ") + design.axes[i].path + "=" + design.points[point][i].text;
  }
  return text;
}

std::optional<SweepPoints> load_points(const std::string& file,
                                       const Options& options,
                                       PointDesign design) {
  SweepPoints points{.design = std::move(design),
                     .scenario = load_and_tell(file, options).loaded,
                     .digests = {},
                     .base = 0,
                     .base_model = {}};
  if (!points.scenario.model) {
    return std::nullopt;
  }
  const std::size_t size = points.design.points.size();
  points.base = base_of(options, size);
  Checker checker(file, options, points.design);
  checker.knows(points.scenario.diagnostics);
  std::optional<Model> base_model =
      load(file, overrides_at(points.design, points.base, options)).model;
  for (std::size_t i = 0; i < size; ++i) {
    const Loaded loaded = checker.at(i);
    points.digests.push_back(loaded.digest);
    if (loaded.model && base_model) {
      const std::string problem = unlike(*loaded.model, *base_model);
      if (!problem.empty()) {
        checker.refuse_point(i, problem);
      }
    }
  }
  checker.tell_rest();
  if (checker.refused() > 0 || !base_model) {
    tell(file + ": " + std::to_string(checker.refused()) + " of " + one_or_more(size, "point") +
         (checker.refused() == 1 ? " is" : " are") + " no scenario to simulate; nothing was run\n");
    return std::nullopt;
  }
  points.base_model = std::move(*base_model);
  return points;
}

}  // namespace tiermix
