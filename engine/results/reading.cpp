#include "engine/results/reading.hpp"

#include <new>
#include <sstream>
#include <stdexcept>

#include "engine/results/file.hpp"
#include "engine/results/format.hpp"

namespace tiermix {
namespace {

std::uint32_t count_of(std::uint64_t value, const char* what) {
  if (value > std::uint64_t{INT32_MAX}) {
    refuse(std::string(what) + " is out of range");
  }
  return static_cast<std::uint32_t>(value);
}

std::vector<std::string> texts_of(const std::string& lines) {
  std::vector<std::string> texts;
  std::istringstream stream(lines);
  for (std::string line; std::getline(stream, line);) {
    texts.push_back(line);
  }
  return texts;
}

}  // namespace

void refuse(const std::string& reason) { throw std::runtime_error(reason); }

void read_sealed(const std::filesystem::path& path,
                 const std::function<void(std::string_view image)>& take) {
  const std::string bytes = read_whole_file(path);
  std::string_view image = bytes;
  try {
    if (!bytes.starts_with(format::kHdf5Mark)) {
      refuse("it is not an HDF5 file");
    }
    // Never handed to the library unchecked: HDF5 may crash on a damaged file.
    if (!format::is_sealed(bytes)) {
      refuse(
          "the checksum at its end is missing: it is cut short, was changed by another program, or "
          "is not one of tiermix results");
    }
    image.remove_suffix(format::kSealSize);
    if (bytes.substr(image.size()) != format::seal_of(image)) {
      refuse("the file is damaged: its content does not match its checksum");
    }
    take(image);
  } catch (const std::bad_alloc&) {
    throw std::runtime_error(path.string() + ": cannot read: not enough memory");
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(path.string() + ": cannot read: " + error.what());
  }
}

void check_version(const hdf5::Group& root) {
  const std::string version = root.text("format_version");
  if (!version.starts_with(format::kMajor)) {
    refuse("the file is of format " + version + "; this program reads format " +
           std::string(format::kMajor) + "x");
  }
}

Provenance read_provenance(const hdf5::Group& root) {
  Provenance p;
  p.program_version = root.text("program_version");
  p.commit = root.text("commit");
  p.created = root.text("created");
  p.title = root.text("title");
  p.scenario_file = root.text("scenario_file");
  p.scenario_digest = root.text("scenario_digest");
  p.scenario_text = root.text("scenario_text");
  p.currency = root.text("currency");
  p.start = root.text("start");
  if (root.has("overrides")) {  // since format 1.1
    p.warm_up_h = root.real("warm_up_h");
    p.horizon_h = root.real("horizon_h");
    p.overrides = texts_of(root.text("overrides"));
  }
  p.seed = root.unsigned_integer("seed");
  p.replications = count_of(root.unsigned_integer("replications"), "the number of replications");
  p.level = root.real("level");
  p.digest = root.text("digest");
  p.precision_reached = root.unsigned_integer("precision_reached") != 0;
  p.interrupted = root.unsigned_integer("interrupted") != 0;
  p.arrivals_controlled =
      root.has("arrivals_controlled") && root.unsigned_integer("arrivals_controlled") != 0;
  p.batch_h = root.has("batch_h") ? root.real("batch_h") : 0.0;  // since format 1.8
  return p;
}

}  // namespace tiermix
