// The compiled part of the Python package: simulates a scenario without the interpreter's lock, and
// leaves a results file. Everything else is Python.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "engine/base/digest.hpp"
#include "engine/base/text.hpp"
#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/plan/windows.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/results/benchmark.hpp"
#include "engine/results/kept_replications.hpp"
#include "engine/results/kept_work.hpp"
#include "engine/results/results.hpp"

namespace py = pybind11;

namespace tiermix {
namespace {

struct Asked {
  std::string file;
  std::vector<Override> overrides;
  std::string benchmarks;  ///< folder of the shipped sets
  std::string output;
  bool is_kept = false;  ///< with a journal beside the output, as the program's
  bool resumes = false;
  bool replaces = false;  ///< what stands at the output, and its journal; resumes goes before
  Design design;
};

struct Finished {
  std::vector<std::string> warnings;
  std::string errors;  ///< one line each; nothing was simulated where there are any
  std::uint32_t replications = 0;
};

std::string lines_of(const std::vector<Diagnostic>& diagnostics, Severity severity) {
  std::string text;
  for (const Diagnostic& one : diagnostics) {
    if (one.severity == severity) {
      text += (text.empty() ? "" : "\n") + to_string(one);
    }
  }
  return text;
}

// A set that nobody published would silently compare with nothing.
std::string unknown_set(const Model& model, const std::vector<BenchmarkSet>& sets) {
  std::vector<std::string> names;
  names.reserve(sets.size());
  for (const BenchmarkSet& set : sets) {
    names.push_back(set.name);
  }
  for (const std::string& chosen : model.benchmark.sets) {
    if (std::find(names.begin(), names.end(), chosen) == names.end()) {
      const std::string near = nearest(chosen, names);
      return "benchmark: unknown set \"" + chosen + "\"" +
             (near.empty() ? "" : ". Did you mean \"" + near + "\"?");
    }
  }
  return {};
}

std::vector<std::string> texts_of(const std::vector<Override>& overrides) {
  std::vector<std::string> texts;
  texts.reserve(overrides.size());
  for (const Override& one : overrides) {
    texts.push_back(one.path + "=" + one.value);
  }
  return texts;
}

// A new journal in the place of one that nobody is at.
Journal journal_anew(const std::filesystem::path& path, const std::string& work) {
  try {
    static_cast<void>(Journal::open(path));
  } catch (const std::runtime_error& error) {  // one that is damaged goes all the same
    if (std::string(error.what()).find("in use") != std::string::npos) {
      throw;
    }
  }
  std::filesystem::remove(path);
  return Journal::create(path, work);
}

// As the program has it: each goes on with what the other left.
Journal journal_of(const std::filesystem::path& path, const std::string& work, const Asked& asked) {
  if (!std::filesystem::exists(path)) {
    return Journal::create(path, work);
  }
  if (!asked.resumes && asked.replaces) {
    return journal_anew(path, work);
  }
  if (!asked.resumes) {
    if (Journal::is_in_use(path)) {
      throw std::runtime_error(path.string() + ": is in use by another program");
    }
    throw std::runtime_error(path.string() +
                             ": is there, of work that was interrupted "
                             "(resume=True continues it, force=True starts over)");
  }
  Journal journal = Journal::open(path);
  if (journal.work().empty()) {
    journal.begin(work);
  }
  const std::string other = first_difference(journal.work(), work);
  if (!other.empty()) {
    throw std::runtime_error(path.string() + ": is the journal of another " + other);
  }
  return journal;
}

std::unique_ptr<JournalKeeper> keeper_of(const Asked& asked,
                                         const Loaded& loaded,
                                         const Plan& plan) {
  if (!asked.is_kept || std::filesystem::is_other(asked.output)) {
    return nullptr;
  }
  const KeptWork work{
      .command = "run", .scenarios = {loaded.digest}, .seed = asked.design.seed, .more = {}};
  return std::make_unique<JournalKeeper>(
      journal_of(journal_beside(asked.output), lines_of(work), asked),
      std::vector{plan.layout()},
      KeptRows::all);
}

// What is finished is written even where the run was stopped, if it is kept.
std::uint32_t simulate(Asked asked,
                       const Loaded& loaded,
                       const std::vector<BenchmarkSet>& sets,
                       const std::function<bool(const Progress&)>& go_on) {
  const Model& model = loaded.model.value();
  const Plan plan = compile(model);
  const bool goes_on =
      asked.resumes && std::filesystem::exists(journal_beside(asked.output));  // output partial
  const Existing existing =
      !asked.is_kept || asked.replaces || goes_on ? Existing::replace : Existing::keep;
  const std::unique_ptr<JournalKeeper> keeper = keeper_of(asked, loaded, plan);
  asked.design.aims = aims_of(model);
  asked.design.windows = windows_of(model, plan);
  asked.design.keeper = keeper.get();
  const Outcome outcome = run(plan, asked.design, go_on);
  if (!outcome.replications.empty() && (!outcome.interrupted || asked.is_kept)) {
    const RunContext context{.scenario_file = asked.file,
                             .scenario_text = loaded.text,
                             .scenario_digest = loaded.digest,
                             .overrides = texts_of(asked.overrides)};
    write(assemble(model, outcome, sets, context), asked.output, existing);
  }
  const bool nothing_is_kept = keeper && keeper->found().empty() && outcome.replications.empty();
  if (keeper && (!outcome.interrupted || nothing_is_kept)) {
    keeper->journal().remove();
  }
  return static_cast<std::uint32_t>(outcome.replications.size());
}

Finished load_and_simulate(Asked asked, const std::function<bool(const Progress&)>& go_on) {
  const Loaded loaded = load(asked.file, asked.overrides);
  Finished finished;
  for (const Diagnostic& one : loaded.diagnostics) {
    if (one.severity == Severity::warning) {
      finished.warnings.push_back(to_string(one));
    }
  }
  finished.errors = lines_of(loaded.diagnostics, Severity::error);
  std::vector<BenchmarkSet> sets;
  if (loaded.model && !loaded.model->benchmark.sets.empty()) {
    BenchmarksRead read = read_benchmarks(asked.benchmarks);
    sets = std::move(read.sets);
    finished.errors = lines_of(read.diagnostics, Severity::error);
    if (finished.errors.empty()) {
      finished.errors = unknown_set(*loaded.model, sets);
    }
  }
  if (loaded.model && finished.errors.empty()) {
    finished.replications = simulate(std::move(asked), loaded, sets, go_on);
  }
  return finished;
}

// Handlers of signals run in the thread that called; the run stops where one of them raises.
class Watch {
 public:
  bool operator()(const Progress&) {
    if (std::this_thread::get_id() == caller_) {
      const py::gil_scoped_acquire lock;
      raised_ = raised_ || PyErr_CheckSignals() != 0;
    }
    return !raised_;
  }
  [[nodiscard]] bool raised() const { return raised_; }

 private:
  std::thread::id caller_ = std::this_thread::get_id();
  bool raised_ = false;  // report is called from one thread at a time
};

// Raises what a handler of signals raised; a KeyboardInterrupt says what is kept.
[[noreturn]] void raise_interrupt(const Finished& finished, const Asked& asked) {
  if (finished.replications > 0 && asked.is_kept &&
      PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
    const std::string text = std::to_string(finished.replications) +
                             " finished replications are in " + asked.output +
                             "; the same call with resume=True goes on";
    PyErr_SetString(PyExc_KeyboardInterrupt, text.c_str());
  }
  throw py::error_already_set();
}

// Returns (warnings, errors); the latter one text, empty where the results file is written.
std::pair<std::vector<std::string>, std::string> run_scenario(
    const std::string& file,
    const std::vector<std::pair<std::string, std::string>>& overrides,
    const std::string& benchmarks,
    const std::string& output,
    bool is_kept,
    bool resumes,
    bool replaces,
    std::uint64_t seed,
    std::uint32_t replications,
    double precision,
    std::uint32_t max_replications,
    double level,
    int threads) {
  Asked asked{.file = file,
              .overrides = {},
              .benchmarks = benchmarks,
              .output = output,
              .is_kept = is_kept,
              .resumes = resumes,
              .replaces = replaces,
              .design = {.seed = seed,
                         .replications = replications,
                         .level = level,
                         .precision = precision,
                         .precise = {},
                         .aims = {},
                         .max_replications = max_replications,
                         .threads = threads}};
  for (const auto& [path, value] : overrides) {
    asked.overrides.push_back({.path = path, .value = value});
  }
  Watch watch;
  Finished finished;
  try {
    const py::gil_scoped_release released;
    finished = load_and_simulate(asked, std::ref(watch));
  } catch (const std::runtime_error& error) {  // of files; a defect is a std::logic_error
    PyErr_SetString(PyExc_OSError, error.what());
    throw py::error_already_set();
  }
  if (watch.raised()) {
    raise_interrupt(finished, asked);
  }
  return {std::move(finished.warnings), std::move(finished.errors)};
}

}  // namespace
}  // namespace tiermix

PYBIND11_MODULE(_engine, module) {
  module.doc() = "Simulates scenarios; used by tiermix.run.";
  module.attr("version") = TIERMIX_VERSION;
  module.def(
      "digest",
      [](const py::bytes& bytes) {
        return tiermix::to_hex(tiermix::digest_of(static_cast<std::string_view>(bytes)));
      },
      py::arg("bytes"));
  module.def("run",
             &tiermix::run_scenario,
             py::arg("file"),
             py::kw_only(),
             py::arg("overrides"),
             py::arg("benchmarks"),
             py::arg("output"),
             py::arg("is_kept"),
             py::arg("resumes"),
             py::arg("replaces"),
             py::arg("seed"),
             py::arg("replications"),
             py::arg("precision"),
             py::arg("max_replications"),
             py::arg("level"),
             py::arg("threads"));
}
