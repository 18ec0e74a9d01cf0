// tiermix optimize --shard, and the shards on their way back: what a search needs next is dealt out
// wave by wave.

#include <algorithm>
#include <stdexcept>

#include "engine/experiment/optimise_wave.hpp"
#include "engine/experiment/sweep.hpp"

#include "tools/tiermix/data.hpp"
#include "tools/tiermix/optimize.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/shard_parts.hpp"
#include "tools/tiermix/shards.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

std::vector<SampleRequest> wave_after(const OptimumDesign& design, const PointSampler& sampler) {
  return next_wave(design, [&sampler](const LatticePoint& point, std::uint32_t replication) {
    return sampler.known_at(point, replication);
  });
}

// What was known when a wave began: journals only grow.
PointSampler known_before(const PointSampler::Source& source,
                          const Model& model,
                          const std::string& work,
                          const Options& options,
                          std::optional<std::uint32_t> first) {
  PointSampler known(source, model, std::nullopt);
  if (options.has("after")) {
    const Journal journal = Journal::read(options.text("after", ""));
    const std::string other = first_difference(journal.work(), work);
    if (!other.empty()) {
      throw std::runtime_error(journal.path().string() + ": is the journal of another " + other);
    }
    known.take_from(journal, first.value_or(UINT32_MAX));
    if (first && known.known() != *first && journal.damaged() + journal.torn() > 0) {
      throw std::runtime_error(journal.path().string() +
                               ": is damaged, and the replications before " +
                               std::to_string(*first + 1) +
                               " cannot all be read (merge the shards of the waves before again)");
    }
  }
  if (first && known.known() != *first) {
    throw std::runtime_error(
        "option --wave: the replications before " + std::to_string(*first + 1) +
        " are not known (--after names the journal that tiermix merge has made)");
  }
  return known;
}

std::vector<SampleRequest> part_of(const std::vector<SampleRequest>& wave, const Shard& shard) {
  std::vector<SampleRequest> own;
  for (std::size_t i = 0; i < wave.size(); ++i) {
    if (shard.contains(shard.first + static_cast<std::uint32_t>(i))) {
      own.push_back(wave[i]);
    }
  }
  // Those of a point beside each other, which share a plan.
  std::ranges::stable_sort(own, {}, &SampleRequest::point);
  return own;
}

std::size_t size_of(const Shard& shard) {
  std::size_t own = 0;
  for (std::uint32_t piece = shard.first; piece < shard.end; ++piece) {
    own += shard.contains(piece) ? 1U : 0U;
  }
  return own;
}

}  // namespace

int simulate_search_shard(const OptimumDesign& design,
                          const PointSampler::Source& source,
                          const Model& model,
                          const std::string& work,
                          const Options& options) {
  Shard shard = shard_of(options, 1).value();
  const bool is_named = options.has("wave");
  const PointSampler known = known_before(
      source, model, work, options, is_named ? std::optional(shard.first) : std::nullopt);
  const std::vector<SampleRequest> wave = wave_after(design, known);
  if (wave.empty()) {
    tell("nothing is left to simulate: tiermix merge makes the answer\n");
    return kDone;
  }
  shard.first = static_cast<std::uint32_t>(known.known());
  const std::uint32_t end = shard.first + static_cast<std::uint32_t>(wave.size());
  if (is_named && shard.end != end) {
    throw std::runtime_error("option --wave: the search needs " + std::to_string(shard.first + 1) +
                             ":" + std::to_string(end) + " next");
  }
  shard.end = end;
  const fs::path output =
      output_path(options, shard_name(fs::path(source.file).stem().string(), shard));
  if (options.has("after")) {
    for (const fs::path& written : {output, journal_beside(output)}) {
      refuse_own_input(options.text("after", ""), written);
    }
  }
  const std::vector<SampleRequest> own = part_of(wave, shard);
  const std::string own_work = shard_work(work, shard, options);
  const auto is_complete = [&own](const Journal& journal) { return journal.size() == own.size(); };
  if (options.has("resume") && is_finished(output, own_work, is_complete)) {
    return kDone;
  }
  const fs::path path = journal_beside(output);
  const bool goes_on = options.has("resume") && fs::exists(path);
  PointSampler sampler(source, model, open_journal(path, own_work, options));
  sampler.take_over();
  if (sampler.known() > 0) {
    tell("continuing with " + std::to_string(sampler.known()) + " replications finished before\n");
  }
  watch_interrupts();
  try {
    if (!sampler.complete(own)) {
      tell("interrupted; the same command with --resume goes on\n");
      return interrupt_status();
    }
  } catch (const SweepFailed& failed) {
    return sampler.tell_failure(failed.what());
  }
  sampler.journal().become(output,
                           options.has("force") || goes_on ? Existing::replace : Existing::keep);
  if (!options.has("quiet")) {
    tell("shard " + std::to_string(shard.index + 1) + " of " + std::to_string(shard.count) +
         " in " + output.string() + ": " + std::to_string(own.size()) + " of the " +
         std::to_string(wave.size()) + " replications that the search needs next\n");
  }
  return kDone;
}

void take_shards(PointSampler& sampler,
                 const OptimumDesign& design,
                 const std::string& work,
                 const Options& options) {
  const ShardSet shards(options.texts("part"), work, static_cast<std::uint32_t>(sampler.known()));
  for (std::size_t i = 0; i < shards.journals().size(); ++i) {
    const Journal& shard = shards.journals()[i];
    const std::size_t all = size_of(shards.head(i).shard);
    if (shard.size() != all) {
      throw std::runtime_error(
          shard.path().string() + ": " + incompleteness_of(shard) + ": " +
          std::to_string(shard.size()) + " of its " + std::to_string(all) +
          " replications can be read (the command that made it, with --resume, simulates the "
          "others again)");
    }
  }
  for (const Journal& shard : shards.journals()) {
    sampler.take_from(shard);
  }
  const std::vector<SampleRequest> wave = wave_after(design, sampler);
  if (!wave.empty()) {
    const auto first = static_cast<std::uint32_t>(sampler.known());
    throw WaveNeeded(
        first, first + static_cast<std::uint32_t>(wave.size()), sampler.journal().path());
  }
}

}  // namespace tiermix
