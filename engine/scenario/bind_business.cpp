#include "engine/scenario/bind_business.hpp"

#include "engine/scenario/bind_parts.hpp"

namespace tiermix {
namespace {

void read_curve(const Fields& fields, std::string_view key, LoyaltyCurve& curve) {
  std::array<double, 2> numbers{curve.steepness, curve.centre};
  read_numbers(fields, key, numbers);
  curve = {numbers[0], numbers[1]};
}

Loyalty bind_loyalty(const Fields& fields) {
  Loyalty loyalty;
  fields.read("customers", loyalty.customers);
  fields.read("memory_weight", loyalty.memory_weight);
  fields.read("secure_at", loyalty.secure_at);
  read_numbers(fields, "churn", loyalty.churn);
  if (const auto by = fields.quantity("churn_by")) {
    loyalty.churn_by = static_cast<ChurnBy>(*by);
  }
  fields.read("secure_factor", loyalty.secure_factor);
  fields.read("contract_value", loyalty.contract_value);
  fields.read("support_contract_value", loyalty.support_contract_value);
  read_curve(fields, "promoter", loyalty.promoter);
  read_curve(fields, "detractor", loyalty.detractor);
  return loyalty;
}

Revenue bind_revenue(const Fields& fields) {
  Revenue revenue;
  fields.read("contracts", revenue.contracts);
  fields.read("fee_per_month", revenue.fee_per_month);
  fields.read("fee_per_case", revenue.fee_per_case);
  if (fields.has("contracts") != fields.has("fee_per_month")) {
    fields.missing(fields.has("contracts") ? "fee_per_month" : "contracts",
                   "contracts times fee_per_month are paid");
  }
  return revenue;
}

Attrition bind_attrition(const Fields& fields) {
  Attrition attrition;
  fields.read("replacement_cost", attrition.replacement_cost);
  fields.read("rating_feedback", attrition.rating_feedback);
  fields.read("occupancy_effect", attrition.occupancy_effect);
  fields.read("stress_effect", attrition.stress_effect);
  return attrition;
}

}  // namespace

void bind_business(const FindSection& section, Model& model) {
  if (const auto fields = section("loyalty")) {
    model.loyalty = bind_loyalty(*fields);
    if (!model.satisfaction) {
      fields->context().findings.error_at(
          "loyalty", "no case is rated (customers remember ratings: add [satisfaction])");
    }
  }
  if (const auto fields = section("revenue")) {
    model.revenue = bind_revenue(*fields);
  }
  if (const auto fields = section("attrition")) {
    model.attrition = bind_attrition(*fields);
  }
}

}  // namespace tiermix
