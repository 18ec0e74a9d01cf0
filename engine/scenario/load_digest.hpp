#pragma once

#include <cstdint>
#include <optional>

#include "engine/scenario/model.hpp"

namespace tiermix {

/// Of every field of the model, in order: equal for scenarios that mean the same.
[[nodiscard]] std::uint64_t digest_of(const Model& model);

/// The part of it that load_digest_desk.cpp knows.
[[nodiscard]] std::uint64_t digest_of_desk(const Model& model);

/// The part of it on reps as people; nothing where a model says nothing of them.
[[nodiscard]] std::optional<std::uint64_t> digest_of_people(const Model& model);

}  // namespace tiermix
