#include "engine/results/journal.hpp"

#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "engine/results/swept.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

namespace fs = std::filesystem;

class JournalTest : public ::testing::Test {
 protected:
  JournalTest() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = fs::path(::testing::TempDir()) / (std::string("tiermix-") + test->name() + ".journal");
    fs::remove(path_);
  }
  ~JournalTest() override { fs::remove(path_); }

  void write_two() const {
    Journal journal = Journal::create(path_, "the work");
    journal.append("first");
    journal.append(std::string("\0\n second", 9));
  }

  [[nodiscard]] std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  static std::vector<std::string> records(const Journal& journal) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < journal.size(); ++i) {
      all.push_back(journal.record(i));
    }
    return all;
  }

  void put(const std::string& text) const { std::ofstream(path_, std::ios::binary) << text; }

  fs::path path_;
};

TEST_F(JournalTest, GivesBackWhatWasAppended) {
  write_two();
  const Journal journal = Journal::open(path_);
  EXPECT_EQ(journal.work(), "the work");
  EXPECT_THAT(records(journal), ElementsAre("first", std::string("\0\n second", 9)));
  EXPECT_EQ(journal.torn(), 0U);
}

TEST_F(JournalTest, CutsOffATornRecordWhereverItIsTorn) {
  write_two();
  const std::string whole = bytes();
  const std::size_t second = 8 + 9 + 8;  // length, bytes, digest
  for (std::size_t cut = 1; cut < second; ++cut) {
    put(whole.substr(0, whole.size() - cut));
    Journal journal = Journal::open(path_);
    EXPECT_THAT(records(journal), ElementsAre("first"));
    EXPECT_EQ(journal.torn(), second - cut);
    journal.append("again");
    EXPECT_EQ(bytes().size(), whole.size() - second + 8 + 5 + 8);
  }
  EXPECT_THAT(records(Journal::open(path_)), ElementsAre("first", "again"));
}

TEST_F(JournalTest, PassesOverADamagedRecordAndKeepsWhatFollows) {
  write_two();
  std::string damaged = bytes();
  damaged[damaged.size() - 9 - 8 - 8 - 8 - 2] ^= 1;  // in "first"
  put(damaged);
  Journal journal = Journal::open(path_);
  EXPECT_THAT(records(journal), ElementsAre(std::string("\0\n second", 9)));
  EXPECT_EQ(journal.damaged(), 1U);
  EXPECT_EQ(journal.torn(), 0U);
  journal.append("third");
  EXPECT_EQ(Journal::read(path_).size(), 2U);
}

TEST_F(JournalTest, KeepsWhatFollowsADamagedLength) {
  write_two();
  const std::string whole = bytes();
  const std::size_t length = 8 + 18 + 8 + 8;  // of "first"
  for (std::size_t at = length; at < length + 8; ++at) {
    for (const char flipped : {'\x01', '\x80'}) {  // too long for the file, or for the record
      std::string damaged = whole;
      damaged[at] ^= flipped;
      put(damaged);
      Journal journal = Journal::open(path_);
      EXPECT_THAT(records(journal), ElementsAre(std::string("\0\n second", 9))) << at;
      EXPECT_EQ(journal.damaged(), 1U) << at;
      EXPECT_EQ(journal.torn(), 0U) << at;
      EXPECT_EQ(bytes(), damaged) << "nothing is cut off";
    }
  }
}

TEST_F(JournalTest, FindsTheNextRecordBehindALongStretchOfNoise) {
  write_two();
  std::string damaged = bytes();
  const std::size_t first = 8 + 18 + 8 + 8;
  std::string noise;
  for (unsigned i = 0; i < 200'000; ++i) {
    noise += static_cast<char>(i * 2654435761U >> 24U);
  }
  damaged.insert(first, noise);
  put(damaged);
  EXPECT_THAT(records(Journal::open(path_)), ElementsAre("first", std::string("\0\n second", 9)));
}

TEST_F(JournalTest, SaysWhatTheWorkIsWithoutReadingTheRest) {
  write_two();
  std::string damaged = bytes();
  damaged.back() ^= 1;
  put(damaged);
  EXPECT_EQ(Journal::work_in(path_), "the work");
  put("no journal at all");
  EXPECT_THROW(static_cast<void>(Journal::work_in(path_)), std::runtime_error);
}

TEST_F(JournalTest, OneThatWasKilledBeforeItsFirstRecordCanBeBegun) {
  write_two();
  const std::string whole = bytes();
  const std::size_t first = 8 + 18 + 8 + 8;
  for (std::size_t size = 0; size < first; ++size) {
    put(whole.substr(0, size));
    Journal journal = Journal::open(path_);
    EXPECT_EQ(journal.work(), "") << size;
    journal.begin("the work");
    EXPECT_EQ(bytes(), whole.substr(0, first));
  }
}

TEST_F(JournalTest, ReadingItChangesNothingWhereverItIsDamaged) {
  write_two();
  const std::string whole = bytes();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] ^= static_cast<char>(1U << (at % 8));
    put(damaged);
    try {
      const Journal journal = Journal::read(path_);
      EXPECT_LT(journal.size(), 2U) << at;
      EXPECT_GT(journal.damaged() + journal.torn(), 0U) << at;
    } catch (const std::runtime_error& error) {
      EXPECT_LT(at, 8U + 18U + 8U + 8U) << error.what();
    }
    EXPECT_EQ(bytes(), damaged);
  }
}

TEST_F(JournalTest, ARecordThatDoesNotFitIsTakenBackAndNothingFollowsIt) {
  write_two();
  Journal journal = Journal::open(path_);
  const std::string before = bytes();
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &limit), 0);
  const rlimit small{.rlim_cur = before.size() + 100, .rlim_max = limit.rlim_max};
  const auto action = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string large(1000, 'x');
  EXPECT_THAT([&] { journal.append(large); },
              ThrowsMessage<std::runtime_error>(HasSubstr("cannot write: File too large")));
  EXPECT_THROW(journal.append("small"), std::runtime_error);
  setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, action);
  EXPECT_EQ(bytes(), before);
}

TEST_F(JournalTest, KnowsThatItWasRemovedAndCanBecomeTheResult) {
  write_two();
  Journal journal = Journal::open(path_);
  EXPECT_FALSE(journal.is_removed());
  const fs::path target = path_.string() + ".part";
  fs::remove(target);
  journal.become(target, Existing::keep);
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_EQ(records(Journal::read(target)).size(), 2U);
  write_two();
  Journal again = Journal::open(path_);
  EXPECT_THAT([&] { again.become(target, Existing::keep); },
              ThrowsMessage<std::runtime_error>(HasSubstr("File exists")));
  fs::remove(target);
  fs::remove(path_);
  EXPECT_TRUE(again.is_removed());
}

TEST_F(JournalTest, ALengthBeyondTheFileIsTorn) {
  write_two();
  put(bytes() + std::string(8, '\xff') + "some more bytes");
  EXPECT_EQ(Journal::open(path_).size(), 2U);
}

TEST_F(JournalTest, RefusesOtherFilesAndASecondWriter) {
  put("title = \"a scenario\"\n");
  EXPECT_THAT([&] { static_cast<void>(Journal::open(path_)); },
              ThrowsMessage<std::runtime_error>(HasSubstr("is no journal")));
  EXPECT_EQ(bytes(), "title = \"a scenario\"\n");
  fs::remove(path_);
  const Journal journal = Journal::create(path_, "the work");
  EXPECT_THAT([&] { static_cast<void>(Journal::open(path_)); },
              ThrowsMessage<std::runtime_error>(HasSubstr("in use by another program")));
  EXPECT_THAT([&] { static_cast<void>(Journal::create(path_, "other")); },
              ThrowsMessage<std::runtime_error>(HasSubstr("cannot write")));
}

TEST_F(JournalTest, SaysWhetherItIsInUse) {
  EXPECT_FALSE(Journal::is_in_use(path_));
  {
    const Journal journal = Journal::create(path_, "the work");
    EXPECT_TRUE(Journal::is_in_use(path_));
  }
  EXPECT_FALSE(Journal::is_in_use(path_));
  fs::remove(path_);
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_FALSE(Journal::is_in_use(path_));  // and does not wait for a writer
}

SweptPoint example_point() {
  SweptPoint point{.replications = 2,
                   .precise = false,
                   .digest = 0xFEDCBA9876543210U,
                   .events = 12,
                   .estimates = {},
                   .effects = {},
                   .values = {}};
  point.estimates.push_back({.measure = 3, .scope = 1, .estimate = {0.1, 0.2, -0.1, 0.3, 0.95, 2}});
  point.effects.push_back({.value = 1.0 / 3.0, .effects = {0.1, -0.1}});
  point.values.push_back({0.4, std::nan("")});
  return point;
}

TEST(SweptRecord, ComesBackToTheBit) {
  const auto back = from_record(to_record(7, example_point()));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->first, 7U);
  EXPECT_EQ(to_record(7, back->second), to_record(7, example_point()));
  EXPECT_EQ(back->second.effects[0].value, 1.0 / 3.0);
  EXPECT_EQ(back->second.estimates[0].estimate.upper, 0.3);
  EXPECT_FALSE(back->second.precise);
}

TEST(SweptRecord, RefusesWhatIsNotOne) {
  const std::string record = to_record(7, example_point());
  for (std::size_t size = 0; size < record.size(); ++size) {
    EXPECT_FALSE(from_record(record.substr(0, size))) << size;
  }
  EXPECT_FALSE(from_record(record + "x"));
  EXPECT_FALSE(from_record(std::string(record.size(), '\xff')));
}

}  // namespace
}  // namespace tiermix
