#pragma once

// Results for spreadsheets.

#include <filesystem>

#include "engine/results/compared.hpp"
#include "engine/results/optimum.hpp"
#include "engine/results/results.hpp"
#include "engine/results/swept.hpp"
#include "engine/results/valuation.hpp"

namespace tiermix {

/// Writes into `folder`, made where it does not exist: run.csv (name and value of everything about
/// the run), estimates.csv, replications.csv, intervals.csv, hours.csv, days.csv, weeks.csv and
/// months.csv (one column per measure; hours only where intervals are shorter; `time` and `clock`
/// are local, the latter with its offset from UTC, `hours` have passed since the start, and `part`
/// is "warm-up", "whole" or "partial"),
/// level_mix.csv where reps have levels over time, targets.csv where there are targets, and
/// scenario.toml. UTF-8 with byte order mark, CRLF, RFC 4180; numbers with a point and as many
/// digits as it takes to read them back; empty where there is no value; texts that look like a
/// formula begin with an apostrophe. Replaces files of these names. Throws std::runtime_error with
/// the path and the system's reason.
void export_csv(const Results& results, const std::filesystem::path& folder);

/// Of a comparison: scenarios.csv (what each is), estimates.csv, differences.csv, choices.csv,
/// replications.csv, and scenario.toml, which is the base. Otherwise alike.
void export_csv(const Compared& compared, const std::filesystem::path& folder);

/// Of a sweep: sweep.csv, one row per point, measure and scope, and scenario.toml. Otherwise alike.
void export_csv(const Swept& swept, const std::filesystem::path& folder);

/// Of an optimum: points.csv, one row per point of the final and, as point 0, the scenario as it
/// is; targets.csv, one row per point and target; prices.csv and front.csv where there are any; and
/// scenario.toml, which is as it was. Otherwise alike.
void export_csv(const Optimised& found, const std::filesystem::path& folder);

/// Of the worth of a programme: roi.csv (figure, unit, mean, half_width, lower, upper), months.csv
/// (one row per month: the flow by where it comes from, what it adds up to, and `part`), sizes.csv
/// where the effect was varied, and scenario.toml, which is the base. Otherwise alike.
void export_csv(const Valuation& valuation, const std::filesystem::path& folder);

}  // namespace tiermix
