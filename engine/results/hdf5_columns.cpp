#include "engine/results/hdf5_columns.hpp"

#include <numeric>

#include "engine/tally/measure.hpp"
#include "engine/results/format.hpp"

namespace tiermix {
namespace {

std::string lines_of(const std::vector<std::string>& texts) {
  std::string lines;
  for (const std::string& text : texts) {
    lines += (lines.empty() ? "" : "\n") + text;
  }
  return lines;
}

}  // namespace

void write_provenance(const hdf5::Group& root, const Provenance& p) {
  root.set_text("program_version", p.program_version);
  root.set_text("commit", p.commit);
  root.set_text("created", p.created);
  root.set_text("title", p.title);
  root.set_text("scenario_file", p.scenario_file);
  root.set_text("scenario_digest", p.scenario_digest);
  root.set_text("scenario_text", p.scenario_text);
  root.set_text("currency", p.currency);
  root.set_text("start", p.start);
  root.set_real("warm_up_h", p.warm_up_h);
  root.set_real("horizon_h", p.horizon_h);
  root.set_text("overrides", lines_of(p.overrides));
  root.set_unsigned("seed", p.seed);
  root.set_unsigned("replications", p.replications);
  root.set_real("level", p.level);
  root.set_text("digest", p.digest);
  root.set_flag("precision_reached", p.precision_reached);
  root.set_flag("interrupted", p.interrupted);
}

std::vector<std::int32_t> counted(std::size_t size) {
  std::vector<std::int32_t> numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

hdf5::Dataset scale(hdf5::Dataset dataset, const std::string& name, const char* long_name) {
  dataset.make_scale(name);
  dataset.set_text("long_name", long_name);
  return dataset;
}

std::string definition_of(const std::string& measure) {
  const int index = find_measure(measure);
  return index < 0 ? measure : std::string(measures()[static_cast<std::size_t>(index)].definition);
}

}  // namespace tiermix
