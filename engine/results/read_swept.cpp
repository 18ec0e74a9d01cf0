#include <cmath>

#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/reading.hpp"
#include "engine/results/swept.hpp"

namespace tiermix {
namespace {

void check_is_sweep(const hdf5::Group& root) {
  if (!root.has("file_type") || root.text("file_type") != format::kSweepType) {
    refuse("these are not the results of a sweep");
  }
  check_version(root);
}

void check_size(std::size_t size, std::size_t wanted, const std::string& what) {
  if (size != wanted) {
    refuse(what + " does not have a value for each point");
  }
}

Standing standing_named(const std::string& name) {
  for (const Standing standing : {Standing::efficient, Standing::undecided, Standing::dominated}) {
    if (name == name_of(standing)) {
      return standing;
    }
  }
  refuse("unknown standing \"" + name + "\"");
}

void read_points(const hdf5::Group& group, Swept& swept) {
  for (const std::int32_t count : group.column_of_integers("replications")) {
    swept.replications.push_back(count < 0 ? 0 : static_cast<std::uint32_t>(count));
  }
  for (const std::string& name : group.column_of_strings("standing")) {
    swept.standings.push_back(standing_named(name));
  }
  for (const std::int32_t number : group.column_of_integers("dominated_by")) {
    swept.behind.push_back(number > 0 ? std::optional(static_cast<std::size_t>(number - 1))
                                      : std::nullopt);
  }
  swept.scenario_digests = group.column_of_strings("scenario_digest");
  swept.digests = group.column_of_strings("digest");
  check_size(swept.standings.size(), swept.points(), "/points/standing");
  check_size(swept.behind.size(), swept.points(), "/points/dominated_by");
  check_size(swept.scenario_digests.size(), swept.points(), "/points/scenario_digest");
  check_size(swept.digests.size(), swept.points(), "/points/digest");
}

void read_design(const hdf5::Group& group, Swept& swept) {
  for (const std::string& name : group.names()) {
    if (name == "point") {
      continue;
    }
    const hdf5::Dataset dataset = group.dataset(name);
    SweptAxis& axis = swept.axes.emplace_back();
    axis.path = name;
    axis.given = dataset.text("range");
    axis.numeric = dataset.has("units");
    if (axis.numeric) {
      const std::string units = dataset.text("units");
      axis.unit = units == "1" ? "" : units;
      for (const double number : group.reals(name).values) {
        axis.values.push_back({.text = {}, .number = number});
      }
    } else {
      for (const std::string& text : group.column_of_strings(name)) {
        axis.values.push_back({.text = text, .number = std::nan("")});
      }
    }
    check_size(axis.values.size(), swept.points(), "/design/" + name);
  }
}

template <typename Row>
std::vector<Row> read_table(const hdf5::Group& group, std::size_t points) {
  const std::vector<std::string> measures = group.column_of_strings("measure");
  const std::vector<std::string> scopes = group.column_of_strings("scope");
  const std::vector<std::string> units = group.column_of_strings("unit");
  const std::size_t size = measures.size();
  if (scopes.size() != size || units.size() != size) {
    refuse("the columns of a table differ in length");
  }
  std::vector<Row> rows(size);
  for (std::size_t i = 0; i < size; ++i) {
    rows[i].measure = measures[i];
    rows[i].scope = scopes[i];
    rows[i].unit = units[i];
  }
  const auto take = [&](const char* name, std::vector<double> Row::*column) {
    const hdf5::Reals wide = group.reals(name);
    if (wide.dimensions != std::vector<std::uint64_t>{points, size}) {
      refuse(std::string(name) + " does not fit the axes of its group");
    }
    for (std::size_t at = 0; at < wide.values.size(); ++at) {
      (rows[at % size].*column).push_back(wide.values[at]);
    }
  };
  take("mean", &Row::mean);
  take("half_width", &Row::half_width);
  take("lower", &Row::lower);
  take("upper", &Row::upper);
  return rows;
}

void read_replications(const hdf5::Group& group, Swept& swept) {
  std::size_t next = 0;
  for (const std::string& name : group.names()) {
    if (name == "point" || name == "replication") {
      continue;
    }
    if (next == swept.objectives.size()) {
      refuse("/replications has measures that /differences does not have");
    }
    SweptObjective& objective = swept.objectives[next++];
    const hdf5::Dataset dataset = group.dataset(name);
    objective.name = name;
    objective.better = dataset.text("better");
    objective.in_pareto = dataset.unsigned_integer("in_pareto") != 0;
    objective.values = group.reals(name).values;
    check_size(
        objective.values.size(), swept.points() * swept.provenance.replications, "/replications");
  }
}

Swept read_sweep_image(std::string_view image) {
  const hdf5::Quiet quiet;
  const hdf5::Group root = hdf5::open_image(image);
  check_is_sweep(root);
  Swept swept;
  swept.provenance = read_provenance(root);
  swept.kind = root.text("design") == name_of(DesignKind::grid) ? DesignKind::grid
                                                                : DesignKind::latin_hypercube;
  read_points(root.group("points"), swept);
  const std::uint64_t base = root.unsigned_integer("base");
  if (base < 1 || base > swept.points()) {
    refuse("the base is none of the points");
  }
  swept.base = base - 1;
  read_design(root.group("design"), swept);
  swept.estimates = read_table<SweptEstimates>(root.group("estimates"), swept.points());
  swept.objectives = read_table<SweptObjective>(root.group("differences"), swept.points());
  read_replications(root.group("replications"), swept);
  return swept;
}

}  // namespace

std::string file_type(const std::filesystem::path& path) {
  std::string type;
  read_sealed(path, [&type](std::string_view image) {
    const hdf5::Quiet quiet;
    const hdf5::Group root = hdf5::open_image(image);
    type = root.has("file_type") ? root.text("file_type") : "";
  });
  return type;
}

Swept read_swept(const std::filesystem::path& path) {
  Swept swept;
  read_sealed(path, [&swept](std::string_view image) { swept = read_sweep_image(image); });
  return swept;
}

}  // namespace tiermix
