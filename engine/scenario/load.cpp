#include "engine/scenario/load.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "engine/scenario/bind.hpp"
#include "engine/scenario/load_digest.hpp"
#include "engine/scenario/overlay.hpp"
#include "engine/scenario/units.hpp"
#include "engine/scenario/validate.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kLongestChain = 16;

std::optional<std::string> read_text(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    errno = EISDIR;
    return std::nullopt;
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return std::nullopt;
  }
  // One byte more than a scenario may have: enough to see that it is too long, even of /dev/zero.
  constexpr std::size_t kEnough = (std::size_t{16} << 20U) + 1;
  constexpr std::size_t kPiece = std::size_t{1} << 16U;
  std::string text;
  while (in && text.size() < kEnough) {
    const std::size_t before = text.size();
    const std::size_t piece = std::min(kPiece, kEnough - before);
    text.resize(before + piece);
    in.read(&text[before], static_cast<std::streamsize>(piece));
    text.resize(before + static_cast<std::size_t>(in.gcount()));
  }
  return in.bad() ? std::nullopt : std::optional(std::move(text));
}

// Where a file is, in one spelling, so that a cycle is seen however it is written.
std::filesystem::path one_spelling(const std::filesystem::path& file) {
  std::error_code error;
  const std::filesystem::path found = std::filesystem::weakly_canonical(file, error);
  return error ? file.lexically_normal() : found;
}

class Loader {
 public:
  Loaded load(const std::string& text,
              const std::string& name,
              const std::filesystem::path& folder,
              const std::vector<Override>& overrides) {
    Node root = merged(text, name, folder);
    root.place = {name, 0, 0};
    folders_["--set"] = folder;
    Loaded loaded;
    // What a file that cannot be read would have said is not missing.
    if (all_read_) {
      for (const Override& change : overrides) {
        apply_override(root, change, findings_);
      }
      BindContext context{findings_, folders_, {}, "USD"};
      Model model = bind(root, context);
      validate(model, findings_);
      loaded.benchmark = {findings_.place_of("benchmark.set"),
                          findings_.place_of("benchmark.sets"),
                          findings_.place_of("benchmark.segments")};
      loaded.text = print_toml(root);
      if (!findings_.any_error()) {
        loaded.digest = digest_of(model);
        loaded.model = std::move(model);
      }
    }
    loaded.diagnostics = findings_.sorted();
    return loaded;
  }

 private:
  // The scenario of a text over that of the file it extends, if any.
  Node merged(const std::string& text,
              const std::string& name,
              const std::filesystem::path& folder) {
    folders_[name] = folder;
    const Parsed parsed = parse_toml(text, name);
    if (parsed.problem) {
      findings_.add(*parsed.problem);
      all_read_ = false;
      return parsed.root;
    }
    check_duplicates(parsed.root, findings_);
    chain_.push_back(one_spelling(folder / std::filesystem::path(name).filename()));
    Node base;
    if (const Node* extends = parsed.root.find("extends")) {
      base = base_of(*extends, folder);
    }
    overlay(base, parsed.root, findings_);
    chain_.pop_back();
    return base;
  }

  Node base_of(const Node& extends, const std::filesystem::path& folder) {
    const auto problem = [&](const std::string& text) {
      all_read_ = false;
      findings_.error(extends.place, "extends", text);
      return Node{};
    };
    if (extends.kind != NodeKind::text) {
      return problem(shown(extends) + " is not a file (a text such as \"base.toml\")");
    }
    const std::filesystem::path relative(extends.text);
    if (extends.text.empty() || relative.has_root_path()) {
      return problem(in_quotes(extends.text) + " is not relative (a base is named from this file)");
    }
    const std::filesystem::path file = (folder / relative).lexically_normal();
    if (std::ranges::find(chain_, one_spelling(file)) != chain_.end()) {
      return problem(in_quotes(extends.text) +
                     " leads back here (a scenario cannot extend itself)");
    }
    if (chain_.size() >= kLongestChain) {
      return problem(in_quotes(extends.text) + " is one base too many (at most " +
                     std::to_string(kLongestChain) + ")");
    }
    std::error_code error;
    const bool plain = std::filesystem::is_regular_file(file, error);  // a pipe would wait forever
    const auto text = plain ? read_text(file) : std::nullopt;
    if (!text) {
      return problem("cannot read " + in_quotes(extends.text) + " (a scenario file to start from)");
    }
    return merged(*text, file.string(), file.parent_path());
  }

  Findings findings_;
  std::map<std::string, std::filesystem::path> folders_;
  std::vector<std::filesystem::path> chain_;
  bool all_read_ = true;
};

}  // namespace

Loaded load(const std::filesystem::path& file, const std::vector<Override>& overrides) {
  const auto text = read_text(file);
  if (!text) {
    throw std::system_error(
        errno != 0 ? errno : EIO, std::generic_category(), "cannot read " + file.string());
  }
  return load_text(*text, file.string(), file.parent_path(), overrides);
}

Loaded load_text(const std::string& text,
                 const std::string& name,
                 const std::filesystem::path& folder,
                 const std::vector<Override>& overrides) {
  return Loader().load(text, name, folder, overrides);
}

}  // namespace tiermix
