#pragma once

// The element of a list of the model that has a name.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace tiermix {

/// Nothing where no element has it, or there is no name.
template <class Named>
[[nodiscard]] const Named* named(const std::vector<Named>& list,
                                 const std::optional<std::string>& name) {
  const auto found = name ? std::ranges::find(list, *name, &Named::name) : list.end();
  return found == list.end() ? nullptr : &*found;
}

}  // namespace tiermix
