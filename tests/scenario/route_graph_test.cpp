#include "engine/scenario/route_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/small_desk.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> texts(const std::vector<RouteProblem>& problems, Severity severity) {
  std::vector<std::string> result;
  for (const RouteProblem& problem : problems) {
    if (problem.severity == severity) {
      result.push_back(problem.tier + ": " + problem.text);
    }
  }
  return result;
}

std::vector<std::string> errors(const Model& model) {
  return texts(check_routes(model), Severity::error);
}
std::vector<std::string> warnings(const Model& model) {
  return texts(check_routes(model), Severity::warning);
}

Model two_tiers() {
  return desk_of(
      {tier_with("tier1", constant_curve(0.6), "tier2"), tier_with("tier2", constant_curve(1.0))});
}

TEST(CheckRoutes, SaysNothingOfASoundDesk) { EXPECT_THAT(check_routes(two_tiers()), IsEmpty()); }

TEST(CheckRoutes, WarnsOfATierThatNoCaseComesTo) {
  Model model = two_tiers();
  model.tiers[0].resolve.p = 1.0;

  EXPECT_THAT(warnings(model),
              ElementsAre("tier2: no case ever comes to \"tier2\" (no class enters at it and no "
                          "tier in use escalates to it)"));
}

TEST(CheckRoutes, RejectsARetryThatNeverResolves) {
  Model model = two_tiers();
  model.tiers[1].resolve.p = 0.0;
  model.tiers[1].when_unresolved = WhenUnresolved::retry;

  EXPECT_THAT(errors(model),
              ElementsAre("tier2: cases that reach \"tier2\" can never leave (no attempt resolves, "
                          "and every case is tried again)"));
}

TEST(CheckRoutes, RejectsQuestionsWithoutEnd) {
  Model model = two_tiers();
  model.tiers[1].pending.share = 1.0;

  EXPECT_THAT(errors(model),
              ElementsAre("tier2: cases that reach \"tier2\" can never leave (every session ends "
                          "with a question to the customer)"));
}

TEST(CheckRoutes, NamesTheClassThatAloneIsStuck) {
  Model model = two_tiers();
  model.classes.push_back(class_of_cases("outage", 1.0, "tier2"));
  model.classes[1].reopening.probability = 1.0;

  EXPECT_THAT(errors(model),
              ElementsAre("tier2: cases of \"outage\" that reach \"tier2\" can never leave (every "
                          "resolved case reopens)"));
}

TEST(CheckRoutes, RejectsTiersThatSendCasesInACircle) {
  Model model = desk_of({tier_with("tier1", constant_curve(0.0), "tier2"),
                         tier_with("tier2", constant_curve(0.0), "tier1")});

  EXPECT_THAT(errors(model),
              ElementsAre("tier1: cases that reach \"tier1\" can never leave",
                          "tier2: cases that reach \"tier2\" can never leave"));
}

TEST(CheckRoutes, AcceptsACircleWithAWayOut) {
  const Model model = desk_of({tier_with("tier1", constant_curve(0.0), "tier2"),
                               tier_with("tier2", constant_curve(0.9), "tier1")});

  EXPECT_THAT(check_routes(model), IsEmpty());
}

TEST(CheckRoutes, RejectsAnEscalationToNowhere) {
  Model model = two_tiers();
  model.tiers[1].resolve.p = 0.9;

  EXPECT_THAT(errors(model),
              ElementsAre("tier2: cases that \"tier2\" leaves unresolved have nowhere to go (it "
                          "escalates to no tier)"));
}

TEST(CheckRoutes, RejectsRetriesWhoseMeanNumberIsInfinite) {
  Model model = desk_of({tier_with("tier1", gatekeeper(0.9, 1.0))});
  model.tiers[0].when_unresolved = WhenUnresolved::retry;

  EXPECT_THAT(errors(model), ElementsAre(HasSubstr("come back without end on average")));

  model.classes[0].complexity.beta = 2.0;
  EXPECT_THAT(errors(model), IsEmpty());
}

TEST(CheckRoutes, NamesErlangAndRepsOfAnOverloadedTier) {
  Model model = two_tiers();
  model.tiers[0].handle_time = exponential_minutes(45.0);

  EXPECT_THAT(warnings(model),
              ElementsAre("tier1: 4.5 Erlang offered to 4.0 reps on the average of the week (the "
                          "backlog grows all the time)"));

  model.classes[0].patience = Patience{exponential_minutes(5.0)};
  EXPECT_THAT(warnings(model),
              ElementsAre("tier1: 4.5 Erlang offered to 4.0 reps on the average of the week (the "
                          "queue grows until customers abandon)"));
}

TEST(CheckRoutes, SaysThatABacklogGrowsWhereNobodyHasAFirstContact) {
  Model model = two_tiers();
  model.tiers[1].handle_time = exponential_minutes(600.0);
  model.classes[0].patience = Patience{exponential_minutes(5.0)};

  EXPECT_THAT(warnings(model), ElementsAre(HasSubstr("(the backlog grows all the time)")));
}

TEST(CheckRoutes, NamesTheWorstStretchOfTheWeek) {
  Model model = two_tiers();
  model.tiers[0].handle_time = exponential_minutes(50.0);
  model.profiles = {{"days", {1.4, 1.4, 1.4, 1.4, 1.4, 0.0, 0.0}}};
  model.classes[0].arrivals.profile = "days";

  EXPECT_THAT(warnings(model),
              ElementsAre("tier1: 5.0 Erlang offered to 4.0 reps on the average of the week; worst "
                          "from Monday 00:00 to Saturday 00:00: 7.0 Erlang, 4.0 reps (the backlog "
                          "grows all the time)"));
}

TEST(CheckRoutes, SaysThatAFullQueueBlocks) {
  Model model = two_tiers();
  model.tiers[0].handle_time = exponential_minutes(40.0);
  model.tiers[0].queue_capacity = 3;

  EXPECT_THAT(warnings(model),
              ElementsAre("tier1: 4.0 Erlang offered to 4.0 reps on the average of the week "
                          "(cases are blocked)"));
}

TEST(CheckRoutes, JudgesAShortRunByItsOwnHours) {
  Model model = two_tiers();
  model.shifts = {{"monday", {{8 * kHour, 16 * kHour}}}};
  model.groups[0].shift = "monday";

  EXPECT_THAT(warnings(model), ElementsAre(HasSubstr("1.0 Erlang offered to 0.2 reps")));

  model.time.horizon = 16 * kHour;
  EXPECT_THAT(warnings(model), IsEmpty());

  model.time.horizon = 8 * kHour;
  EXPECT_THAT(warnings(model),
              ElementsAre("tier1: 1.0 Erlang offered to 0.0 reps on the average of the run; worst "
                          "from Monday 00:00 to Monday 08:00: 1.0 Erlang, 0.0 reps (the backlog "
                          "grows all the time)"));
}

TEST(CheckRoutes, WarnsWhereManyCasesCloseWithoutASolution) {
  Model model = two_tiers();
  model.tiers[1].when_unresolved = WhenUnresolved::close_unresolved;
  model.tiers[1].resolve.p = 0.5;

  EXPECT_THAT(warnings(model),
              ElementsAre("tier2: 20.0% of all cases close without a solution, most of them at "
                          "\"tier2\""));
}

TEST(ToDot, DrawsTheFlowPerCase) {
  Model model = two_tiers();
  model.tiers[0].pending.share = 0.2;
  model.classes[0].patience = Patience{exponential_minutes(5.0)};

  const std::string dot = to_dot(model, traffic(model));

  EXPECT_THAT(dot,
              HasSubstr("0[label=\"tier1\\n1.25 Erlang, 4.0 reps\\n1.250 sessions per case\""));
  EXPECT_THAT(dot, HasSubstr("[label=\"how_to\\n6.00 cases per hour\"]"));
  EXPECT_THAT(dot, HasSubstr("0->1 [label=\"0.400\"]"));
  EXPECT_THAT(dot, HasSubstr("[label=\"customer pending\""));
  EXPECT_THAT(dot, HasSubstr("[label=\"resolved\""));
  EXPECT_THAT(dot, HasSubstr("[label=\"abandoned\""));
  EXPECT_THAT(dot, HasSubstr("[style=dashed]"));
  EXPECT_THAT(dot, Not(HasSubstr("unresolved")));
}

TEST(ToDot, EscapesNames) {
  Model model = two_tiers();
  model.classes[0].name = "say \"hi\\\"";

  EXPECT_THAT(to_dot(model, traffic(model)), HasSubstr("[label=\"say \\\"hi\\\\\\\"\\n"));
}

}  // namespace
}  // namespace tiermix
