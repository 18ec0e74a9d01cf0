#include "engine/trace/event_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/trace/small_desk.hpp"

namespace tiermix::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Written {
  std::string text;
  LogSize size;
};

Written written(const SmallDesk& desk,
                const std::vector<CaseEvent>& events,
                LogFormat format,
                const CaseScope& scope = {},
                std::uint64_t most = 10) {
  Written result;
  EventLogWriter writer(
      format, scope, most, desk.names, "a <desk> & \"more\"", [&result](std::string_view text) {
        result.text += text;
      });
  for (const CaseEvent& event : events) {
    writer.add(event);
  }
  result.size = writer.finish();
  return result;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(EventLog, AsCsvHasOneLinePerEvent) {
  const SmallDesk desk;
  const std::vector<CaseEvent> all = desk.escalated_case();

  const Written csv = written(desk, {all.begin(), all.begin() + 4}, LogFormat::csv);

  EXPECT_EQ(
      csv.text,
      "case,class,timestamp,activity,lifecycle,resource,group,tier,value,seconds\n"
      "how_to/2-1,how_to,2026-01-06T08:00:00.000,created,complete,,,tier1,0.75,115200.000000\n"
      "how_to/2-1,how_to,2026-01-06T08:00:00.000,queued,complete,,,tier1,,115200.000000\n"
      "how_to/2-1,how_to,2026-01-06T08:03:00.000,session,start,tier1_reps-1,tier1_reps,"
      "tier1,,115380.000000\n"
      "how_to/2-1,how_to,2026-01-06T08:15:00.000,session,complete,tier1_reps-1,tier1_reps,"
      "tier1,,116100.000000\n");
  EXPECT_EQ(csv.size.cases, 1U);
  EXPECT_EQ(csv.size.events, 4U);
}

TEST(EventLog, AsXesHasOneTracePerCase) {
  const SmallDesk desk;
  std::vector<CaseEvent> events = desk.escalated_case();
  CaseEvent other = desk.event(1, Happening::created, kTierOne, kNoRep, 0.5);
  other.owner = desk.owner(1);
  events.insert(events.begin() + 2, other);

  const Written xes = written(desk, events, LogFormat::xes);

  EXPECT_THAT(xes.text, StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log "));
  EXPECT_THAT(xes.text, HasSubstr("value=\"a &lt;desk&gt; &amp; &quot;more&quot;\""));
  EXPECT_EQ(count_of(xes.text, "<trace>"), 2U);
  EXPECT_EQ(count_of(xes.text, "<event>"), events.size());
  EXPECT_LT(xes.text.find("how_to/2-1\""), xes.text.find("how_to/2-2\"")) << "the open one is last";
  EXPECT_THAT(xes.text,
              HasSubstr("      <string key=\"concept:name\" value=\"session\"/>\n"
                        "      <date key=\"time:timestamp\" "
                        "value=\"2026-01-06T08:03:00.000+00:00\"/>\n"
                        "      <string key=\"lifecycle:transition\" value=\"start\"/>\n"
                        "      <string key=\"tier\" value=\"tier1\"/>\n"
                        "      <string key=\"org:resource\" value=\"tier1_reps-1\"/>\n"
                        "      <string key=\"org:group\" value=\"tier1_reps\"/>\n"
                        "    </event>\n"));
  EXPECT_THAT(xes.text, HasSubstr("<float key=\"resolve_probability\" value=\"0.8\"/>"));
  EXPECT_THAT(xes.text, ::testing::EndsWith("  </trace>\n</log>\n"));
}

TEST(EventLog, CompletesAnInterruptedSession) {
  const SmallDesk desk;

  const Written csv = written(desk,
                              {desk.event(0, Happening::created, kTierOne),
                               desk.event(0, Happening::session_started, kTierOne, kFirstRep),
                               desk.event(5, Happening::interrupted, kTierOne, kFirstRep)},
                              LogFormat::csv);

  EXPECT_EQ(count_of(csv.text, ",session,start,"), 1U);
  EXPECT_EQ(count_of(csv.text, ",session,complete,"), 1U);
  EXPECT_EQ(count_of(csv.text, ",interrupted,complete,"), 1U);
}

TEST(EventLog, HoldsWholeLivesOfTheCasesOpenedInItsDays) {
  const SmallDesk desk;
  const std::vector<CaseEvent> events = desk.escalated_case();
  const Instant opened = events.front().at;
  CaseScope scope;

  scope.from = opened;
  scope.until = opened + kSecond;
  EXPECT_EQ(written(desk, events, LogFormat::csv, scope).size.events, events.size());
  scope.from = opened + kSecond;
  scope.until = kNever;
  EXPECT_EQ(written(desk, events, LogFormat::csv, scope).size.events, 0U);
  scope = CaseScope{};
  scope.case_class = 1;
  EXPECT_EQ(written(desk, events, LogFormat::csv, scope).size.events, 0U);
  scope = CaseScope{};
  scope.only = desk.owner(1);
  EXPECT_EQ(written(desk, events, LogFormat::xes, scope).size.events, 0U);
}

TEST(EventLog, RefusesOneCaseTooMany) {
  const SmallDesk desk;

  EXPECT_THROW(
      static_cast<void>(written(desk, desk.escalated_case(), LogFormat::csv, CaseScope{}, 0)),
      TooManyCases);
}

TEST(EventLog, ReplacesWhatXmlCannotHold) {
  EXPECT_EQ(xml_text(std::string("a\x01"
                                 "b\n<c>\xc3\xa9")),
            "a?b&#10;&lt;c&gt;\xc3\xa9");
}

}  // namespace
}  // namespace tiermix::testing
