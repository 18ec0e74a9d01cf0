#include "engine/results/valuation.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/results/csv.hpp"
#include "engine/results/swept.hpp"

#include "tests/results/example_valuation.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

namespace fs = std::filesystem;

class ValuationFile : public ::testing::Test {
 protected:
  ValuationFile() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / (std::string("tiermix-valuation-") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ValuationFile() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path path() const { return folder_ / "roi.h5"; }
  [[nodiscard]] std::string table(const char* name) const {
    std::ifstream file(folder_ / "tables" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  fs::path folder_;
};

TEST_F(ValuationFile, ComesBackAsItWasWritten) {
  const Valuation valuation = example_valuation();
  write(valuation, path());
  const Valuation back = read_valuation(path());

  EXPECT_EQ(back.provenance.title, valuation.provenance.title);
  EXPECT_EQ(back.provenance.seed, valuation.provenance.seed);
  EXPECT_FALSE(back.decided);
  ASSERT_EQ(back.scenarios.size(), 2U);
  EXPECT_EQ(back.scenarios[1].name, "geschult");
  EXPECT_EQ(back.scenarios[1].provenance.scenario_file, "geschult.toml");
  EXPECT_EQ(back.terms.discount_rate, 0.08);
  EXPECT_EQ(back.terms.freed_time, 0.5);
  EXPECT_EQ(back.terms.lost_case_cost, 12.5);
  ASSERT_EQ(back.months.size(), 2U);
  EXPECT_EQ(back.months[1].date, "2026-02-01");
  EXPECT_EQ(back.months[1].start_h, 648.0);
  EXPECT_EQ(back.months[1].flow_half_width, 20.0);
  EXPECT_EQ(back.months[1].cumulative, 60.0);
  ASSERT_EQ(back.lines.size(), 2U);
  EXPECT_EQ(back.lines[1].measure, "escalations");
  EXPECT_EQ(back.flows, valuation.flows);
  EXPECT_EQ(back.not_cash, valuation.not_cash);
  ASSERT_EQ(back.estimates.size(), valuation.estimates.size());
  EXPECT_TRUE(std::isnan(back.estimates[2].mean));
  EXPECT_EQ(back.estimates[3].half_width, kInfinity);
  ASSERT_EQ(back.sizes.size(), 2U);
  EXPECT_EQ(back.sizes[0].size, 0.5);
  EXPECT_EQ(back.sizes[0].row.mean, -20.0);
}

TEST_F(ValuationFile, IsNotTakenForARun) {
  write(example_valuation(), path());
  EXPECT_EQ(file_type(path()), "tiermix-roi");
  EXPECT_THAT([&] { static_cast<void>(read(path())); },
              ThrowsMessage<std::runtime_error>(HasSubstr("the worth of a programme")));
  write(example_results(), folder_ / "run.h5");
  EXPECT_THAT([&] { static_cast<void>(read_valuation(folder_ / "run.h5")); },
              ThrowsMessage<std::runtime_error>(HasSubstr("not the worth of a programme")));
}

TEST_F(ValuationFile, WithoutSizesComesBackWithoutThem) {
  Valuation valuation = example_valuation();
  valuation.sizes.clear();
  write(valuation, path());
  EXPECT_TRUE(read_valuation(path()).sizes.empty());
  export_csv(valuation, folder_ / "tables");
  EXPECT_FALSE(fs::exists(folder_ / "tables" / "sizes.csv"));
}

TEST_F(ValuationFile, IsTablesForSpreadsheets) {
  export_csv(example_valuation(), folder_ / "tables");
  EXPECT_EQ(table("months.csv"),
            "\xEF\xBB\xBF"
            "date,hours,training_price,escalations,not_cash,flow,flow_half_width,cumulative,"
            "cumulative_half_width,part\r\n"
            "2026-01-19,336,-100,0,0,-100,5,-100,5,partial\r\n"
            "2026-02-01,648,0,160,40,160,20,60,25,whole\r\n");
  EXPECT_EQ(table("sizes.csv"),
            "\xEF\xBB\xBFsize,figure,unit,mean,half_width,lower,upper,level,replications\r\n"
            "0.5,net_present_value,EUR,-20,5,-25,-15,0.95,2\r\n"
            "1,net_present_value,EUR,58,24,34,82,0.95,2\r\n");
  EXPECT_THAT(table("roi.csv"), HasSubstr("cash_value,EUR,20,10,10,30,0.95,2\r\n"));
  EXPECT_THAT(table("roi.csv"), HasSubstr("escalations,EUR,160,20,140,180,0.95,2\r\n"));
}

}  // namespace
}  // namespace tiermix
