// Keys of the sections on loyalty, revenue and attrition.

#include <array>

#include "engine/scenario/schema_bounds.hpp"
#include "engine/scenario/schema_rows.hpp"

namespace tiermix {
namespace {

constexpr Bounds kEffect{.low = 0.0, .high = 20.0};
constexpr Bounds kCurve{.low = 0.0, .high = 50.0};

constexpr std::array kBusinessRows{
    Field{.table = "loyalty",
          .key = "customers",
          .type = KeyType::integer,
          .bounds = {.low = 1.0, .high = 1e6},
          .presence = Presence::required,
          .meaning = "Customers whose cases arrive; each case is of one of them, all equally "
                     "likely."},
    Field{.table = "loyalty",
          .key = "memory_weight",
          .type = KeyType::number,
          .bounds = kShare,
          .fallback = "0.4",
          .meaning = "w: a customer's memory becomes (1 - w) memory + w rating with every closed "
                     "case; the first rating starts it.",
          .source = "assumption"},
    Field{.table = "loyalty",
          .key = "secure_at",
          .type = KeyType::number,
          .bounds = {.low = 1.0, .high = 5.0},
          .fallback = "4.5",
          .meaning = "Memory from which a customer is secure.",
          .source = "only 4.5 and above is secure: ASP; convexity: Jones & Sasser 1995"},
    Field{.table = "loyalty",
          .key = "churn",
          .type = KeyType::numbers,
          .bounds = kShare,
          .fallback = "(0.35, 0.25, 0.16, 0.10, 0.03)",
          .meaning = "5 probabilities that a customer does not renew in a year, by a rating of 1 "
                     "to 5 (see churn_by).",
          .source = "shape: Jones & Sasser 1995; sizes: assumption"},
    Field{.table = "loyalty",
          .key = "churn_by",
          .type = KeyType::choice,
          .detail = "last_rating|memory",
          .fallback = "(last_rating)",
          .meaning = "What churn follows: the last rating, or the memory (the running mean of the "
                     "ratings), in proportion between whole numbers."},
    Field{.table = "loyalty",
          .key = "secure_factor",
          .type = KeyType::number,
          .bounds = kShare,
          .fallback = "0.3",
          .meaning = "Multiplies the churn of a secure customer.",
          .source = "assumption"},
    Field{.table = "loyalty",
          .key = "contract_value",
          .type = KeyType::amount,
          .bounds = kAmount,
          .fallback = "(0)",
          .meaning = "Margin on the product per customer and year, lost with the customer."},
    Field{.table = "loyalty",
          .key = "support_contract_value",
          .type = KeyType::amount,
          .bounds = kAmount,
          .fallback = "(0)",
          .meaning = "Support contract per customer and year; the same churn applies to it, for "
                     "support by others is to be had."},
    Field{.table = "loyalty",
          .key = "promoter",
          .type = KeyType::numbers,
          .bounds = kCurve,
          .fallback = "(2.2, 4.2)",
          .meaning = "2 numbers a, b: a customer recommends with the probability "
                     "1 / (1 + exp(-a (memory - b))).",
          .source = "assumption; +20 points at a mean rating of 3.9"},
    Field{.table = "loyalty",
          .key = "detractor",
          .type = KeyType::numbers,
          .bounds = kCurve,
          .fallback = "(2.0, 3.0)",
          .meaning = "2 numbers a, b: a customer advises against with the probability "
                     "1 / (1 + exp(a (memory - b))).",
          .source = "assumption; +20 points at a mean rating of 3.9"},
    Field{.table = "revenue",
          .key = "contracts",
          .type = KeyType::number,
          .bounds = {.low = 0.0, .high = 1e9},
          .fallback = "(0)",
          .meaning = "Support contracts in force over the whole window."},
    Field{.table = "revenue",
          .key = "fee_per_month",
          .type = KeyType::amount,
          .bounds = kAmount,
          .fallback = "(0)",
          .meaning = "Per contract; a month is 365.25 / 12 days."},
    Field{.table = "revenue",
          .key = "fee_per_case",
          .type = KeyType::amount,
          .bounds = kAmount,
          .fallback = "(0)",
          .meaning = "Per case created in the window."},
    Field{.table = "attrition",
          .key = "replacement_cost",
          .type = KeyType::amount,
          .bounds = kAmount,
          .fallback = "(12000)",
          .meaning = "Of one rep who left: hiring and first training.",
          .source = "assumption"},
    Field{.table = "attrition",
          .key = "rating_feedback",
          .type = KeyType::number,
          .bounds = kEffect,
          .fallback = "0.5",
          .meaning = "g: leaving is multiplied by exp(-g (mean rating - 3.9)), where cases are "
                     "rated.",
          .source = "sign: support staff and customers satisfy each other (ASP); size: assumption"},
    Field{.table = "attrition",
          .key = "occupancy_effect",
          .type = KeyType::number,
          .bounds = kEffect,
          .fallback = "0.8",
          .meaning = "Leaving is multiplied by exp(this times the tier's occupancy above 0.85, in "
                     "tenths).",
          .source = "assumption"},
    Field{.table = "attrition",
          .key = "stress_effect",
          .type = KeyType::number,
          .bounds = kEffect,
          .fallback = "0.5",
          .meaning = "Leaving is multiplied by 1 + this times the tier's share of failed attempts "
                     "above 0.2.",
          .source = "assumption"},
    Field{.table = "rep_group",
          .key = "attrition",
          .type = KeyType::fraction,
          .bounds = {.low = 0.0, .high = 10.0},
          .fallback = "(with [attrition]: 40% at the first tier, 20% at the second, else 12%)",
          .meaning = "Reps who leave per year, over those employed, before the effects of "
                     "[attrition].",
          .source = "assumption"},
};

}  // namespace

std::span<const Field> business_rows() { return kBusinessRows; }

}  // namespace tiermix
