// What the events of shipped scenarios have to obey.

#include <cctype>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"

#include "engine/trace/facts.hpp"
#include "tests/support/paths.hpp"

namespace tiermix {
namespace {

const std::filesystem::path kScenarios = source_folder() / "scenarios";

// Checks each event against those before it.
class LawKeeper final : public CaseLog {
 public:
  explicit LawKeeper(const Plan& plan) : plan_(plan) {}

  void add(const CaseEvent& event) override {
    ASSERT_GE(event.at, now_) << "events ascend in time";
    now_ = event.at;
    switch (event.what) {
      case Happening::created:
      case Happening::contained:
        ASSERT_TRUE(met_.insert(event.owner).second) << "a case is opened once";
        break;
      case Happening::rep_arrived:
      case Happening::rep_left:
      case Happening::break_began:
      case Happening::break_ended:
      case Happening::task_began:
      case Happening::task_ended:
      case Happening::dialling_ended:
      case Happening::joined:
      case Happening::resigned:
      case Happening::trains:
        ASSERT_EQ(event.owner, 0U);
        ASSERT_EQ(busy_.count(event.rep), 0U) << "nobody comes or goes in the middle of a session";
        return;
      case Happening::session_started:
      case Happening::helped:
        ASSERT_NE(event.rep, kNoRep);
        busy_.emplace(event.rep, event.owner);
        ASSERT_LE(busy_.count(event.rep), most_sessions(event))
            << "a rep is in one session at a time, or in so many chats";
        break;
      case Happening::session_ended:
      case Happening::help_ended:
      case Happening::interrupted: {
        auto [found, end] = busy_.equal_range(event.rep);
        while (found != end && found->second != event.owner) {
          ++found;
        }
        ASSERT_NE(found, end) << "only what has begun can end";
        busy_.erase(found);
        break;
      }
      default:
        break;
    }
    ASSERT_EQ(met_.count(event.owner), 1U) << "a case is opened before anything happens to it";
    const auto end = closed_.find(event.owner);
    ASSERT_TRUE(end == closed_.end() || end->second == now_) << "nothing follows a case's end";
    if (is_end(event.what)) {
      ASSERT_TRUE(closed_.emplace(event.owner, now_).second) << "a case ends once";
    }
  }

  [[nodiscard]] std::size_t sessions_left() const { return busy_.size(); }
  [[nodiscard]] std::size_t opened() const { return met_.size(); }
  [[nodiscard]] std::size_t closed() const { return closed_.size(); }

 private:
  [[nodiscard]] std::size_t most_sessions(const CaseEvent& event) const {
    for (const GroupPlan& group : plan_.groups) {
      if (event.rep >= group.first_rep && event.rep < group.first_rep + group.reps) {
        return plan_.classes[event.case_class].is_chat ? group.chats : 1U;
      }
    }
    return 0;
  }

  const Plan& plan_;
  Instant now_{INT64_MIN};  // a backlog is created before the start
  std::set<Owner> met_;
  std::map<Owner, Instant> closed_;
  std::multimap<std::uint32_t, Owner> busy_;
};

class TraceLaws : public ::testing::TestWithParam<std::string> {};

void expect_laws(Model model) {
  model.time.warm_up = Duration{};
  model.time.horizon = 80 * kWeek;  // a week of arrivals, followed until the desk is empty
  Plan plan = compile(model);
  plan.arrivals_end = Instant{} + kWeek;
  LawKeeper keeper(plan);

  const Observations heard = replicate(plan, {.seed = 1, .replication = 0}, &keeper);

  EXPECT_GT(keeper.closed(), 100U);
  EXPECT_EQ(keeper.closed(), keeper.opened());
  EXPECT_EQ(keeper.sessions_left(), 0U);
  EXPECT_EQ(heard.totals, replicate(plan, {.seed = 1, .replication = 0}).totals)
      << "listening changes nothing";
}

TEST_P(TraceLaws, HoldForEveryEventOfAReplication) {
  const Loaded loaded = load(kScenarios / GetParam());
  ASSERT_TRUE(loaded.model.has_value());

  expect_laws(*loaded.model);
}

class TraceLawsOfHandOffs : public ::testing::TestWithParam<HandOffKind> {};

TEST_P(TraceLawsOfHandOffs, HoldWhereSessionsAreSharedAndInterrupted) {
  const Loaded loaded = load(kScenarios / "03-three-tiers.toml");
  ASSERT_TRUE(loaded.model.has_value());
  Model model = *loaded.model;
  Policy policy;
  policy.name = "shared";
  policy.hand_off.kind = GetParam();
  policy.hand_off.experts = GetParam() == HandOffKind::swarm ? 3 : 1;
  policy.hand_off.briefing = 3 * kMinute;
  policy.bounce.share = 0.1;
  model.policies.push_back(policy);
  model.tiers[0].policy = policy.name;
  model.tiers[1].policy = policy.name;
  for (RepGroup& group : model.groups) {
    group.at_shift_end = ShiftEnd::hand_back;
  }

  expect_laws(model);
}

INSTANTIATE_TEST_SUITE_P(Kinds,
                         TraceLawsOfHandOffs,
                         ::testing::Values(HandOffKind::cold,
                                           HandOffKind::warm,
                                           HandOffKind::consult,
                                           HandOffKind::swarm));

std::vector<std::string> shipped() {
  std::vector<std::string> names;
  const std::filesystem::path root = source_folder() / "scenarios";
  for (const char* folder : {".", "policies"}) {
    for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
      if (entry.path().extension() == ".toml") {
        names.push_back(std::filesystem::relative(entry.path(), root).string());
      }
    }
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Shipped,
                         TraceLaws,
                         ::testing::ValuesIn(shipped()),
                         [](const ::testing::TestParamInfo<std::string>& file) {
                           std::string name = file.param;
                           std::erase_if(name, [](char c) { return std::isalnum(c) == 0; });
                           return name;
                         });

}  // namespace
}  // namespace tiermix
