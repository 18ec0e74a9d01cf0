#pragma once

// Texts of users on terminals: what would move the cursor, change colours or turn the order of
// letters around is shown instead of done.

#include <string>
#include <string_view>

namespace tiermix {

/// Control characters (C0, DEL, C1), line separators, bidirectional embeddings, overrides and
/// isolates, and bytes that are no UTF-8 as \x0a or \u202e: the text stays on one line and in its
/// order.
[[nodiscard]] std::string printable(std::string_view text);

/// The same, but line feeds and tabs stay as they are.
[[nodiscard]] std::string printable_lines(std::string_view text);

}  // namespace tiermix
