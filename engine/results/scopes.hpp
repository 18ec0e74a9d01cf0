#pragma once

// The scopes of several tables on one axis.

#include <algorithm>
#include <string>
#include <vector>

namespace tiermix {

/// Every scope that any table has: the desk, then the cases, then the tiers, each as they come.
template <typename Table>
[[nodiscard]] std::vector<std::string> union_of_scopes(const std::vector<Table>& tables) {
  std::vector<std::string> scopes;
  for (const Table& table : tables) {
    for (const std::string& scope : table.scopes) {
      if (std::ranges::find(scopes, scope) == scopes.end()) {
        scopes.push_back(scope);
      }
    }
  }
  const auto rank = [](const std::string& scope) {
    if (scope == "all") {
      return 0;
    }
    return scope.starts_with("case.") ? 1 : 2;
  };
  std::ranges::stable_sort(scopes, {}, rank);
  return scopes;
}

}  // namespace tiermix
