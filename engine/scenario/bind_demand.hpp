#pragma once

// Case classes: how many cases there are, how customers come and come back.

#include <map>
#include <string>

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// A [[volume]]: arrivals that classes have shares of.
struct SharedVolume {
  Arrivals arrivals;
  double taken = 0.0;  ///< sum of the shares so far
};
using SharedVolumes = std::map<std::string, SharedVolume>;

[[nodiscard]] Holiday bind_holiday(const Fields& fields);
void bind_demand_noise(const Fields& fields, DemandNoise& demand);
void bind_volume(const Fields& fields, SharedVolumes& volumes, Model& model);

/// Needs the model's time, tiers, effects, profiles and opening hours.
void bind_class(const Fields& fields, SharedVolumes& volumes, Model& model);

/// Volumes of which more than all, or not all, is taken.
void check_shares(const SharedVolumes& volumes, Findings& findings);

/// How customers come back and what they find: redial, balking, callback, repeat contact, backlog,
/// opening hours (bind_contacts.cpp).
void bind_contacts(const Fields& fields, CaseClass& bound, Model& model);

}  // namespace tiermix
