#include "tools/tiermix/graph.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/tiermix/data.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

// A file beside the drawing, for dot to read; gone afterwards.
class TemporaryFile {
 public:
  TemporaryFile(const fs::path& beside, const std::string& text)
      : path_(beside.string() + "." + std::to_string(getpid()) + ".dot") {
    write_new(path_, text);
  }
  ~TemporaryFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void draw(const fs::path& dot, const fs::path& svg) {
  std::string program = "dot";
  std::string format = "-Tsvg";
  std::string output_option = "-o";
  std::string output = fs::absolute(svg).string();
  std::string input = fs::absolute(dot).string();
  std::array<char*, 6> arguments{
      program.data(), format.data(), output_option.data(), output.data(), input.data(), nullptr};
  pid_t child = 0;
  const int error =
      posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ);
  if (error == ENOENT) {
    throw std::runtime_error(svg.string() +
                             ": needs the program dot of Graphviz; install graphviz, or write a "
                             ".dot file");
  }
  if (error != 0) {
    throw std::runtime_error("dot: " + std::generic_category().message(error));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error(svg.string() + ": dot failed");
  }
}

}  // namespace

bool is_graph_file(const fs::path& path) {
  return path.extension() == ".dot" || path.extension() == ".svg";
}

void write_graph(const std::string& dot, const fs::path& path) {
  if (path.extension() == ".dot") {
    write_over(path, dot);
    return;
  }
  const TemporaryFile input(path, dot);
  draw(input.path(), path);
}

}  // namespace tiermix
