#pragma once

// The escalation graph as a file.

#include <filesystem>
#include <string>

namespace tiermix {

/// Writes Graphviz text to a .dot file, or a drawing of it to an .svg file with the program dot.
/// Throws std::runtime_error where there is no such program, where it fails, or where the file
/// cannot be written. Replaces the file.
void write_graph(const std::string& dot, const std::filesystem::path& path);

/// Whether write_graph() knows what to do with such a file.
[[nodiscard]] bool is_graph_file(const std::filesystem::path& path);

}  // namespace tiermix
