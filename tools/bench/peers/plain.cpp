// The peer that matters: a plain event loop with nothing but the standard library; its event list
// is one std::priority_queue.
//
//   bench_plain m1|m2|m3s [cases] [seed]

#include <queue>

#include "tools/bench/peers/loop.hpp"

namespace {

class PlainEvents {
 public:
  void plan(double at, std::int64_t case_index) { planned_.push({at, case_index}); }

  template <typename Handle>
  void run(const Handle& handle) {
    while (!planned_.empty()) {
      const PlainEvent event = planned_.top();
      planned_.pop();
      handle(event.at, event.case_index);
    }
  }

 private:
  struct PlainEvent {
    double at;
    std::int64_t case_index;
    bool operator>(const PlainEvent& other) const { return at > other.at; }
  };
  std::priority_queue<PlainEvent, std::vector<PlainEvent>, std::greater<>> planned_;
};

}  // namespace

int main(int argc, char** argv) {
  return peers::run_peer(argc, argv, [](const auto& model, auto cases, auto seed) {
    return peers::Loop<PlainEvents>(model, cases, seed).run();
  });
}
