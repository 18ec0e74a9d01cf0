// Keys of tiers, classes, groups and costs that act through policies, levels and aids.

#include <array>

#include "engine/scenario/schema_rows.hpp"

namespace tiermix {
namespace {

constexpr double kTenYears = 522 * 7 * 86400.0;
constexpr auto kRequired = Presence::required;
constexpr Bounds kTime{.low = 0.0, .high = kTenYears};
constexpr Bounds kPositiveTime{.low = 0.0, .high = kTenYears, .above = true};
constexpr Bounds kAmount{.low = 0.0, .high = 1e9};
constexpr Bounds kSkill{.low = 0.0, .high = 1.0};
constexpr Bounds kPlaces{.low = 0.0, .high = 1e9};

constexpr std::array kFields{
    Field{.table = "money",
          .key = "per_case",
          .type = KeyType::amount,
          .bounds = kAmount,
          .fallback = "(0)",
          .meaning = "Tools and licences per case created."},
    Field{.table = "money",
          .key = "fixed_per_week",
          .type = KeyType::amount,
          .bounds = kAmount,
          .fallback = "(0)",
          .meaning = "Platform cost per week, whatever the number of cases."},

    Field{.table = "arrivals",
          .key = "customers",
          .type = KeyType::number,
          .bounds = {.low = 0.0, .high = 1e8},
          .one_of = "rate",
          .meaning = "Installed base, instead of a rate; each makes contacts_per_customer_month."},
    Field{.table = "arrivals",
          .key = "contacts_per_customer_month",
          .type = KeyType::number,
          .bounds = {.low = 0.0, .high = 1000.0},
          .fallback = "0.30",
          .meaning = "Mean cases per customer and month, a twelfth of 52.1786 weeks; with "
                     "customers.",
          .source = "assumption"},

    Field{.table = "case_class",
          .key = "defect_rate",
          .type = KeyType::number,
          .bounds = {.low = 0.01, .high = 100.0},
          .fallback = "1",
          .meaning = "Defects of the product against normal: multiplies arrivals, and makes cases "
                     "harder by effects.defect_complexity."},
    Field{.table = "case_class",
          .key = "complexity_time",
          .type = KeyType::number,
          .bounds = {.low = 0.0, .high = 2.0},
          .fallback = "0",
          .meaning = "Handle times are multiplied by 1 + this (x - 1/2), x the complexity.",
          .source = "0.8 is an assumption for uniform complexity"},
    Field{.table = "case_class",
          .key = "open_case_overhead",
          .type = KeyType::duration,
          .bounds = kTime,
          .fallback = "0 s",
          .meaning = "A rep's time on administration per day that a case has been open, added to "
                     "its next session.",
          .source = "2 min is an assumption for a business day"},
    Field{.table = "case_class",
          .key = "resolve_target",
          .type = KeyType::duration,
          .bounds = kPositiveTime,
          .fallback = "(none)",
          .meaning = "Age by which a case is to be resolved."},
    Field{.table = "case_class",
          .key = "expected_time_to_resolve",
          .type = KeyType::duration,
          .bounds = kPositiveTime,
          .fallback = "(that of satisfaction)",
          .meaning = "What customers of the class expect, against which they rate."},

    Field{.table = "tier",
          .key = "policy",
          .type = KeyType::reference,
          .detail = "policy",
          .fallback = "(every case is attempted once)",
          .meaning = "How it decides what to attempt and how it hands over."},
    Field{.table = "tier",
          .key = "choose",
          .type = KeyType::choice,
          .detail = "longest_idle|most_qualified|fastest|least_cost|least_occupied|develop_juniors",
          .fallback = "longest_idle",
          .meaning = "Which of several idle reps takes a case: most_qualified by the resolve "
                     "probability for it, develop_juniors the least so, least_occupied by time in "
                     "sessions so far. Ties go to the longest idle."},
    Field{.table = "tier",
          .key = "discipline",
          .type = KeyType::choice,
          .detail = "first_come|oldest_case|due|score",
          .fallback = "first_come",
          .meaning =
              "Which waiting case of a priority comes next: by the time it joined the queue, "
              "by its creation, by creation and resolve_target, or by the score of its class, "
              "whatever the priority."},
    Field{.table = "tier",
          .key = "same_rep",
          .type = KeyType::flag,
          .fallback = "(false)",
          .meaning = "Cases that come back wait for the rep who knows them."},
    Field{.table = "tier",
          .key = "same_rep_wait",
          .type = KeyType::duration,
          .bounds = kTime,
          .fallback = "4 h",
          .meaning = "The longest such wait; then any rep takes the case.",
          .source = "assumption"},
    Field{.table = "tier",
          .key = "overflow",
          .type = KeyType::table,
          .detail = "overflow",
          .fallback = "(none)",
          .meaning = "Cases that wait here and another tier may take."},
    Field{.table = "tier",
          .key = "vendor",
          .type = KeyType::table,
          .detail = "vendor",
          .fallback = "(none)",
          .meaning = "A supplier or engineering department that answers after a time; such a tier "
                     "has no reps."},

    Field{.table = "overflow",
          .key = "to",
          .type = KeyType::reference,
          .detail = "tier",
          .presence = kRequired,
          .meaning = "The tier whose reps help."},
    Field{.table = "overflow",
          .key = "reservation",
          .type = KeyType::integer,
          .bounds = kPlaces,
          .fallback = "0",
          .meaning = "Its reps that stay idle all the same."},
    Field{.table = "overflow",
          .key = "waiting_over",
          .type = KeyType::integer,
          .bounds = kPlaces,
          .fallback = "0",
          .meaning = "They help only while more cases than this wait here."},
    Field{.table = "overflow",
          .key = "after",
          .type = KeyType::duration,
          .bounds = kTime,
          .fallback = "(never)",
          .meaning = "A wait after which a case joins the other queue for good."},

    Field{.table = "vendor",
          .key = "turnaround",
          .type = KeyType::law,
          .detail = "lognormal 1",
          .presence = kRequired,
          .meaning = "Until the answer. A time alone is the mean of a lognormal law with cv 1.",
          .source = "5 days is an assumption for engineering"},
    Field{.table = "vendor",
          .key = "fee",
          .type = KeyType::amount,
          .bounds = kAmount,
          .fallback = "(0)",
          .meaning = "Per case sent."},

    Field{.table = "rep_group",
          .key = "level",
          .type = KeyType::routes,
          .detail = "level",
          .fallback = "(none)",
          .meaning = "Training level of its reps at the start, or shares of several."},
    Field{.table = "rep_group",
          .key = "technical",
          .type = KeyType::number,
          .bounds = kSkill,
          .fallback = "0",
          .meaning = "Product knowledge, 0 to 1, on top of the level's; at most 1 together."},
    Field{.table = "rep_group",
          .key = "relationship",
          .type = KeyType::number,
          .bounds = kSkill,
          .fallback = "0",
          .meaning = "Relationship management, 0 to 1, on top of the level's; at most 1 together."},
    Field{.table = "rep_group",
          .key = "ability_spread",
          .type = KeyType::number,
          .bounds = {.low = 0.0, .high = 10.0},
          .fallback = "0",
          .meaning = "Standard deviation of each rep's own shift of the logit of the resolve "
                     "probability."},
    Field{.table = "rep_group",
          .key = "quality_standard",
          .type = KeyType::flag,
          .fallback = "(true)",
          .meaning = "false: a supplier held to no standard, see effects.unmet_standard_gain."},
};

}  // namespace

std::span<const Field> lever_rows() { return kFields; }

}  // namespace tiermix
