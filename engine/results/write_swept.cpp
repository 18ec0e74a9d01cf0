#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/results/file.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/swept.hpp"

namespace tiermix {
namespace {

// A group whose first dimension are the points.
class PointGroup {
 public:
  PointGroup(const hdf5::Group& root, const char* name, const char* long_name, std::size_t points)
      : group_(root.create_group(name)), scale_(make_scale(points)) {
    group_.set_text("long_name", long_name);
  }

  [[nodiscard]] const hdf5::Group& group() const { return group_; }

  hdf5::Dataset finish(hdf5::Dataset dataset, const std::string& long_name) const {
    dataset.set_text("long_name", long_name);
    dataset.attach(0, scale_);
    return dataset;
  }

  void texts(const char* name,
             const char* long_name,
             const std::vector<std::string>& values) const {
    finish(group_.write_strings(name, values), long_name);
  }

  void integers(const char* name,
                const char* long_name,
                const std::vector<std::int32_t>& values) const {
    finish(group_.write_integers(name, values), long_name);
  }

 private:
  [[nodiscard]] hdf5::Dataset make_scale(std::size_t points) const {
    std::vector<std::int32_t> numbers = counted(points);
    std::ranges::transform(numbers, numbers.begin(), [](std::int32_t n) { return n + 1; });
    return scale(group_.write_integers("point", numbers), "point", "number of the point, from 1");
  }

  hdf5::Group group_;
  hdf5::Dataset scale_;
};

void write_design(const hdf5::Group& root, const Swept& swept) {
  const PointGroup group(
      root, "design", "what is varied, and its value at each point", swept.points());
  for (const SweptAxis& axis : swept.axes) {
    std::vector<double> numbers;
    std::vector<std::string> texts;
    for (const AxisValue& value : axis.values) {
      numbers.push_back(value.number);
      texts.push_back(value.text);
    }
    const hdf5::Dataset dataset =
        group.finish(axis.numeric ? group.group().write_reals(axis.path, numbers, {numbers.size()})
                                  : group.group().write_strings(axis.path, texts),
                     "value of the scenario's key " + axis.path);
    if (axis.numeric) {
      dataset.set_text("units", axis.unit.empty() ? "1" : axis.unit);
    }
    dataset.set_text("range", axis.given);
  }
}

void write_points(const hdf5::Group& root, const Swept& swept) {
  const PointGroup group(root, "points", "what is known of each point", swept.points());
  std::vector<std::int32_t> replications;
  std::vector<std::string> standings;
  std::vector<std::int32_t> behind;
  for (std::size_t i = 0; i < swept.points(); ++i) {
    replications.push_back(static_cast<std::int32_t>(swept.replications[i]));
    standings.emplace_back(name_of(swept.standings[i]));
    const std::optional<std::size_t>& other = swept.behind[i];
    behind.push_back(other.has_value() ? static_cast<std::int32_t>(number_of(other.value())) : 0);
  }
  group.integers("replications", "finished replications", replications);
  group.texts("standing", "pareto, undecided or dominated", standings);
  group.integers("dominated_by", "number of the point that dominates it; 0: none", behind);
  group.texts("scenario_digest", "equal for scenarios that mean the same", swept.scenario_digests);
  group.texts("digest", "of the observations at the point, as that of a run", swept.digests);
}

// [row][point] as the rows of [point, row].
template <typename Row>
std::vector<double> turned(const std::vector<Row>& rows,
                           std::vector<double> Row::*column,
                           std::size_t points) {
  std::vector<double> values;
  values.reserve(points * rows.size());
  for (std::size_t point = 0; point < points; ++point) {
    for (const Row& row : rows) {
      values.push_back((row.*column)[point]);
    }
  }
  return values;
}

template <typename Row>
void write_table(const PointGroup& group, const std::vector<Row>& rows, std::size_t points) {
  const RowColumns columns(group.group(), rows);
  columns.text("measure", "name of the measure", &Row::measure);
  columns.text("scope", "all, case.NAME or tier.NAME", &Row::scope);
  columns.text("unit", "unit of the row, 1 for shares", &Row::unit);
  const auto real = [&](const char* name, const char* long_name, std::vector<double> Row::*column) {
    const hdf5::Dataset dataset = group.finish(
        group.group().write_reals(name, turned(rows, column, points), {points, rows.size()}),
        long_name);
    dataset.attach(1, columns.row());
  };
  real("mean", "in the unit of the row", &Row::mean);
  real("half_width", "half of the interval", &Row::half_width);
  real("lower", "lower end of the interval", &Row::lower);
  real("upper", "upper end of the interval", &Row::upper);
}

void write_estimates(const hdf5::Group& root, const Swept& swept) {
  const PointGroup group(
      root, "estimates", "every measure in every scope at every point", swept.points());
  write_table(group, swept.estimates, swept.points());
}

void write_differences(const hdf5::Group& root, const Swept& swept) {
  const PointGroup group(root,
                         "differences",
                         "chosen measures: point minus base, replication by replication",
                         swept.points());
  write_table(group, swept.objectives, swept.points());
}

void write_replications(const hdf5::Group& root, const Swept& swept) {
  const PointGroup group(
      root, "replications", "one value per point and replication, chosen measures", swept.points());
  const std::size_t size = swept.provenance.replications;
  const hdf5::Dataset replication =
      scale(group.group().write_integers("replication", counted(size)),
            "replication",
            "index of the replication");
  for (const SweptObjective& objective : swept.objectives) {
    TIERMIX_EXPECTS(objective.values.size() == size * swept.points());
    const hdf5::Dataset dataset = group.finish(
        group.group().write_reals(objective.name, objective.values, {swept.points(), size}),
        definition_of(objective.measure));
    dataset.set_text("units", objective.unit);
    dataset.set_text("better", objective.better);
    dataset.set_flag("in_pareto", objective.in_pareto);
    dataset.attach(1, replication);
  }
}

std::string lines_of(const std::vector<SweptAxis>& axes) {
  std::string lines;
  for (const SweptAxis& axis : axes) {
    lines += (lines.empty() ? "" : "\n") + axis.given;
  }
  return lines;
}

std::string image_of(const Swept& swept) {
  const hdf5::Quiet quiet;
  hdf5::NewFile file;
  {
    const hdf5::Group root = file.root();
    root.set_text("file_type", format::kSweepType);
    root.set_text("format_version", format::kSweepVersion);
    write_provenance(root, swept.provenance);
    root.set_text("design", name_of(swept.kind));
    root.set_text("vary", lines_of(swept.axes));
    root.set_unsigned("points", swept.points());
    root.set_unsigned("base", number_of(swept.base));
    write_design(root, swept);
    write_points(root, swept);
    write_estimates(root, swept);
    write_differences(root, swept);
    write_replications(root, swept);
  }
  return file.take_bytes();
}

}  // namespace

void write(const Swept& swept, const std::filesystem::path& path, Existing existing) {
  write_sealed(path, existing, [&swept] { return image_of(swept); });
}

}  // namespace tiermix
