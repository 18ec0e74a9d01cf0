#include "engine/scenario/bind_parts.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "engine/base/calendar.hpp"
#include "engine/base/text.hpp"
#include "engine/scenario/csv.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr double kMostCasesPerInterval = 1e6;
constexpr double kMostHeads = 1e5;
constexpr std::uintmax_t kMostCsvBytes = std::uintmax_t{16} << 20U;

// One share of a table of routes: its key is a name of `list`, its value a fraction.
void add_route(const Fields& owner,
               const Field& field,
               const std::string& path,
               const Member& member,
               std::vector<RouteShare>& routes) {
  static constexpr Field kShare{
      .table = "", .key = "share", .type = KeyType::fraction, .bounds = {.low = 0.0, .high = 1.0}};
  BindContext& context = owner.context();
  const std::string key = path + "." + member.key;
  const bool known = check_reference(context, field.detail, member.key, member.place, key);
  const auto share = read_quantity(context, kShare, member.value, key);
  if (known && share) {
    routes.push_back({member.key, *share});
  }
}

// Only names below the scenario's own folder: a scenario from elsewhere reads nothing of the host.
bool leaves_folder(const std::filesystem::path& file) {
  return file.is_absolute() || file.has_root_path() ||
         std::ranges::find(file, std::filesystem::path("..")) != file.end();
}

std::optional<std::string> read_file(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return std::nullopt;
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return std::nullopt;
  }
  // One byte more than a file may have: enough to see that it is too long, however long it is.
  std::string text(
      std::min<std::uintmax_t>(std::filesystem::file_size(file, error), kMostCsvBytes) + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

double sum_of(const std::vector<RouteShare>& routes) {
  double sum = 0.0;
  for (const RouteShare& route : routes) {
    sum += route.share;
  }
  return sum;
}

void bind_outcomes(const Fields& owner, SessionEnd& end) {
  BindContext& context = owner.context();
  const Fields fields(context, *owner.find("outcomes"), "outcomes", owner.path("outcomes"));
  double resolve = 1.0;
  double pending = 0.0;
  fields.read("resolve", resolve);
  fields.read("escalate", end.escalated);
  fields.read("pending", pending);
  end.pending_share = pending;
  if (!context.findings.sound(fields.path())) {
    return;
  }
  const double sum = resolve + end.escalated + pending;
  if (std::abs(sum - 1.0) > kSumTolerance) {
    context.findings.error_at(fields.path(),
                              "shares sum to " + format_percent(sum) + " (they must sum to 100%)");
  }
  end.resolve = ResolveCurve{.kind = CurveKind::constant, .p = resolve / (1.0 - pending)};
  // Shares that do not sum to exactly 1 must not make a certain resolution an uncertain one.
  if (end.escalated == 0.0) {
    end.resolve->p = 1.0;
  }
}

}  // namespace

std::vector<RouteShare> bind_routes(const Fields& owner, std::string_view key) {
  std::vector<RouteShare> routes;
  const Node* node = owner.find(key);
  if (node == nullptr) {
    return routes;
  }
  BindContext& context = owner.context();
  const Field& field = owner.field(key);
  const std::string path = owner.path(key);
  if (node->kind == NodeKind::text) {
    if (check_reference(context, field.detail, node->text, node->place, path)) {
      routes.push_back({node->text, 1.0});
    }
    return routes;
  }
  if (node->kind != NodeKind::table) {
    const std::string list(field.detail);
    context.findings.error(node->place,
                           path,
                           shown(*node) + " is not a " + list + " (a name, or shares such as { " +
                               list + "2 = \"80%\", " + list + "3 = \"20%\" })");
    return routes;
  }
  for (const Member& member : node->members) {
    add_route(owner, field, path, member, routes);
  }
  const double sum = sum_of(routes);
  if (context.findings.sound(path) && std::abs(sum - 1.0) > kSumTolerance) {
    context.findings.error(
        node->place, path, "shares sum to " + format_percent(sum) + " (they must sum to 100%)");
  }
  std::erase_if(routes, [](const RouteShare& route) { return route.share == 0.0; });
  return routes;
}

SessionEnd bind_session_end(const Fields& owner) {
  SessionEnd end;
  end.resolve = bind_curve(owner, "resolve");
  if (const Node* node = owner.find("pending")) {
    const Fields fields(owner.context(), *node, "pending", owner.path("pending"));
    if (fields.has("share")) {
      end.pending_share = fields.quantity("share");
    }
    end.pending_delay = bind_law(fields, "delay");
    if (fields.has("share") && owner.has("outcomes")) {
      owner.context().findings.error_at(fields.path("share"),
                                        "given beside outcomes (outcomes.pending says it)");
    }
  }
  if (owner.has("outcomes")) {
    bind_outcomes(owner, end);
  }
  return end;
}

std::optional<CsvText> read_csv(const Fields& owner, std::string_view key) {
  const auto name = owner.text(key);
  if (!name) {
    return std::nullopt;
  }
  Findings& findings = owner.context().findings;
  const std::string path = owner.path(key);
  const Place place = owner.find(key)->place;
  const std::filesystem::path relative(*name);
  if (name->empty() || leaves_folder(relative)) {
    findings.error(place,
                   path,
                   in_quotes(*name) +
                       " leaves the scenario's folder (a CSV file lies in "
                       "it or below, named without ..)");
    return std::nullopt;
  }
  const auto folder = owner.context().folders.find(place.file);
  const std::filesystem::path file =
      (folder == owner.context().folders.end() ? std::filesystem::path() : folder->second) /
      relative;
  auto text = read_file(file);
  if (!text || text->size() > kMostCsvBytes) {
    findings.error(
        place,
        path,
        text ? in_quotes(*name) + " is too long (at most 16 MiB)"
             : "cannot read " + in_quotes(*name) + " (a CSV file in the scenario's folder)");
    return std::nullopt;
  }
  return CsvText{file.string(), std::move(*text)};
}

std::optional<Series> bind_series(const Fields& owner,
                                  std::string_view key,
                                  const TimeFrame& time) {
  const auto csv = read_csv(owner, key);
  if (!csv) {
    return std::nullopt;
  }
  const bool cases = owner.field(key).detail == "start,cases";
  const LocalClock clock(time.start, time.zone);
  const auto table = parse_series(csv->text,
                                  {.file = csv->file,
                                   .header = std::string(owner.field(key).detail),
                                   .high = cases ? kMostCasesPerInterval : kMostHeads,
                                   .values = cases ? SeriesValues::any : SeriesValues::whole,
                                   .key = owner.path(key),
                                   .clock = &clock},
                                  owner.context().findings);
  if (!table) {
    return std::nullopt;
  }
  const std::int64_t day = time.start.time_since_epoch().count();
  return Series{.first = (table->first_s - day * 86400) * kSecond,
                .step = table->step_s * kSecond,
                .values = table->values};
}

}  // namespace tiermix
