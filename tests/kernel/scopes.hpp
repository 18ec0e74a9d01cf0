#pragma once

// Scopes of the desks in these tests, by name.

#include <cstddef>

#include "engine/tally/observations.hpp"

namespace tiermix::testing {

inline const std::size_t kAll = ScopeLayout::all();

/// Of desks whose first two classes are these.
inline const std::size_t kPhone = ScopeLayout::of_class(0);
inline const std::size_t kMail = ScopeLayout::of_class(1);

}  // namespace tiermix::testing
