// The same loop on the scheduler of ns-3 (Debian: libns3-dev), a simulator of networks whose core
// others use by itself.
//
//   bench_ns3 m1|m2|m3s [cases] [seed]

#include <functional>

#include <ns3/simulator.h>

#include "tools/bench/peers/loop.hpp"

namespace {

class Ns3Events {
 public:
  void plan(double at, std::int64_t case_index) {
    const ns3::Time delay = ns3::Seconds(at) - ns3::Simulator::Now();
    ns3::Simulator::Schedule(
        ns3::Max(delay, ns3::Time(0)), &Ns3Events::happen, this, at, case_index);
  }

  template <typename Handle>
  void run(const Handle& handle) {
    handle_ = handle;
    ns3::Simulator::Run();
    ns3::Simulator::Destroy();
  }

 private:
  void happen(double at, std::int64_t case_index) { handle_(at, case_index); }

  std::function<void(double, std::int64_t)> handle_;
};

}  // namespace

int main(int argc, char** argv) {
  return peers::run_peer(argc, argv, [](const auto& model, auto cases, auto seed) {
    return peers::Loop<Ns3Events>(model, cases, seed).run();
  });
}
