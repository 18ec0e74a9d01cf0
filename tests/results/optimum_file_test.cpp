// An optimum as a file and as tables.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/results/csv.hpp"
#include "engine/results/file.hpp"
#include "engine/results/optimum.hpp"
#include "engine/results/swept.hpp"

#include "tests/results/example_optimum.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

namespace fs = std::filesystem;

class OptimumFile : public ::testing::Test {
 protected:
  OptimumFile() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / (std::string("tiermix-optimum-") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~OptimumFile() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path path() const { return folder_ / "optimum.h5"; }
  [[nodiscard]] std::string table(const char* name) const {
    std::ifstream file(folder_ / "tables" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  [[nodiscard]] Optimised back(const Optimised& found) const {
    write(found, path());
    return read_optimised(path());
  }

  fs::path folder_;
};

// Every field as a line of text, so that one comparison shows which differ. NaN is equal to itself.
class Listing {
 public:
  std::string of(const Optimised& found) {
    provenance(found.provenance);
    line("end", found.end);
    for (const OptimisedVariable& v : found.variables) {
      line("variable", v.path, v.given, v.base);
      texts("keys", v.keys);
      texts("values", v.values);
    }
    line("objective", found.objective, found.objective_measure, found.objective_scope);
    line("unit", found.objective_unit, found.minimised, found.indifference, found.tolerance);
    for (const OptimisedTarget& t : found.targets) {
      line("target", t.name, t.text, t.measure, t.scope, t.unit, t.at_least, t.value, t.tolerance);
    }
    for (const OptimisedPoint& one : found.points) {
      point(one);
    }
    line("base", found.base.has_value());
    if (found.base) {
      point(*found.base);
    }
    for (const OptimisedPrice& price : found.prices) {
      texts("price", price.values);
      estimate(price.change);
      line("binding", price.binding);
    }
    texts("priced", found.priced);
    line("tightest", found.tightest.has_value(), found.tightest.value_or(99));
    for (const OptimisedFront& one : found.front) {
      texts("front", one.values);
      line("at", one.objective, one.target);
    }
    texts("warnings", found.warnings);
    texts("at_bound", found.at_bound);
    line("counts", found.overload, found.neighbours, found.neighbours_visited, found.visited);
    line("more", found.invalid, found.lattice, found.search_replications, found.cases);
    line("final", found.final_replications);
    return text_.str();
  }

 private:
  template <typename... Values>
  void line(const char* what, const Values&... values) {
    text_.precision(17);
    text_ << what;
    ((text_ << " | " << values), ...);
    text_ << "\n";
  }
  void texts(const char* what, const std::vector<std::string>& values) {
    line(what, values.size());
    for (const std::string& value : values) {
      line("-", value);
    }
  }
  void estimate(const Estimate& e) {
    line("estimate", e.mean, e.half_width, e.lower, e.upper, e.level, e.replications);
  }
  void point(const OptimisedPoint& one) {
    texts("point", one.values);
    line("fate", one.fate, one.replications);
    estimate(one.objective);
    estimate(one.difference);
    for (const Estimate& target : one.targets) {
      estimate(target);
    }
    for (const Verdict verdict : one.verdicts) {
      line("verdict", name_of(verdict));
    }
    texts("intervals", one.intervals);
  }
  void provenance(const Provenance& p) {
    line("title", p.title, p.scenario_file, p.scenario_text, p.scenario_digest, p.currency);
    line("program", p.program_version, p.commit, p.created, p.start, p.warm_up_h, p.horizon_h);
    texts("overrides", p.overrides);
    line("run", p.seed, p.replications, p.level, p.digest, p.precision_reached, p.interrupted);
  }

  std::ostringstream text_;
};

std::string listed(const Optimised& found) { return Listing().of(found); }

TEST_F(OptimumFile, ComesBackAsItWasWritten) {
  const Optimised found = example_optimum();
  EXPECT_EQ(listed(back(found)), listed(found));
}

TEST_F(OptimumFile, WithoutAnythingOptionalComesBackWithoutIt) {
  Optimised found = example_optimum();
  found.minimised = false;
  found.targets.clear();
  found.points.resize(1);
  found.points[0].targets.clear();
  found.points[0].verdicts.clear();
  found.points[0].intervals.clear();
  found.base.reset();
  found.prices.clear();
  found.priced.clear();
  found.tightest.reset();
  found.front.clear();
  found.warnings.clear();
  found.at_bound.clear();
  EXPECT_EQ(listed(back(found)), listed(found));
}

// Where no point of the ranges is a scenario.
TEST_F(OptimumFile, KeepsAPointThatWasNeverSimulated) {
  Optimised found = example_optimum();
  found.end = "infeasible";
  found.points.assign(1, OptimisedPoint());
  found.points[0].fate = "open";
  found.prices.clear();
  found.priced.clear();
  EXPECT_EQ(listed(back(found)), listed(found));
}

TEST_F(OptimumFile, IsNotTakenForARun) {
  write(example_optimum(), path());
  EXPECT_EQ(file_type(path()), "tiermix-optimum");
  EXPECT_THAT([&] { static_cast<void>(read(path())); },
              ThrowsMessage<std::runtime_error>(HasSubstr("this is an optimum")));
  write(example_results(), folder_ / "run.h5");
  EXPECT_THAT([&] { static_cast<void>(read_optimised(folder_ / "run.h5")); },
              ThrowsMessage<std::runtime_error>(HasSubstr("this is no optimum")));
}

TEST_F(OptimumFile, ThatIsDamagedIsRefused) {
  write(example_optimum(), path());
  std::string bytes = read_whole_file(path());
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  replace_file(path(), bytes);
  EXPECT_THAT([&] { static_cast<void>(read_optimised(path())); },
              ThrowsMessage<std::runtime_error>(HasSubstr("the file is damaged")));
}

TEST_F(OptimumFile, ReplacesNoFileThatIsToBeKept) {
  replace_file(path(), "mine");
  EXPECT_THROW(write(example_optimum(), path(), Existing::keep), std::runtime_error);
  EXPECT_EQ(read_whole_file(path()), "mine");
}

TEST_F(OptimumFile, IsRefusedWhereAPointLacksATarget) {
  Optimised found = example_optimum();
  found.points[1].targets.pop_back();
  found.points[1].verdicts.pop_back();
  write(found, path());
  EXPECT_THAT(
      [&] { static_cast<void>(read_optimised(path())); },
      ThrowsMessage<std::runtime_error>(HasSubstr("a point lacks an estimate of a target")));
}

TEST_F(OptimumFile, OfUnknownWordsIsRefused) {
  Optimised found = example_optimum();
  found.end = "perhaps";
  write(found, path());
  EXPECT_THAT([&] { static_cast<void>(read_optimised(path())); },
              ThrowsMessage<std::runtime_error>(HasSubstr("unknown end \"perhaps\"")));
  found = example_optimum();
  found.points[1].fate = "liked";
  write(found, folder_ / "liked.h5");
  EXPECT_THAT([&] { static_cast<void>(read_optimised(folder_ / "liked.h5")); },
              ThrowsMessage<std::runtime_error>(HasSubstr("unknown fate \"liked\"")));
}

TEST_F(OptimumFile, IsTablesForSpreadsheets) {
  export_csv(example_optimum(), folder_ / "tables");
  EXPECT_THAT(table("optimum.csv"),
              AllOf(HasSubstr("name,value\r\nend,decided\r\ntitle,"),
                    HasSubstr("\r\nminimised,cost_per_case.tier1\r\nindifference,0.125\r\n")));
  const std::string paths = "rep_group.early.heads + rep_group.late.heads,rep_group.early.shift";
  EXPECT_EQ(table("points.csv"),
            "\xEF\xBB\xBFpoint," + paths +
                ",fate,replications,measure,scope,unit,mean,half_width,lower,upper,difference,"
                "difference_half_width,difference_lower,difference_upper\r\n"
                "1,4,früh,chosen,20,cost_per_case,tier.tier1,EUR/case,40,0.5,39.5,40.5,0,0.25,"
                "-0.25,0.25\r\n"
                "2,3,'=spät,breaks a target,1,cost_per_case,tier.tier1,EUR/case,38,inf,-inf,inf,"
                "-2,0.25,-2.25,-1.75\r\n"
                "0,3,,dearer,20,cost_per_case,tier.tier1,EUR/case,45,0.5,44.5,45.5,5,0.25,4.75,"
                "5.25\r\n");
  EXPECT_THAT(table("targets.csv"),
              HasSubstr("point,name,target,measure,scope,unit,value,tolerance,mean,half_width,"
                        "lower,upper,verdict,interval\r\n"
                        "1,service_level,>= 75% in every hour,service_level,all,1,0.75,0.0075,"
                        "0.8125,0.0625,0.75,0.875,met,mon 11:00-12:00\r\n"
                        "1,wait.tier1,<= 7 h,wait,tier.tier1,h,7,0.07,6.5,0.5,6,7,undecided,\r\n"
                        "2,service_level,>= 75% in every hour,service_level,all,1,0.75,0.0075,,,,,"
                        "missed,mon 11:00-12:00\r\n"));
  EXPECT_EQ(table("prices.csv"),
            "\xEF\xBB\xBFname,target,binding," + paths +
                ",measure,scope,unit,mean,half_width,lower,upper\r\n"
                "service_level,>= 75% in every hour,yes,2,früh,cost_per_case,tier.tier1,EUR/case,"
                "-8,1,-9,-7\r\n"
                "wait.tier1,<= 7 h,no,4,früh,cost_per_case,tier.tier1,EUR/case,0,0,0,0\r\n");
  EXPECT_EQ(table("front.csv"),
            "\xEF\xBB\xBF" + paths +
                ",cost_per_case.tier1 (EUR/case),wait.tier1 (h)\r\n"
                "3,früh,38,6.875\r\n"
                "4,'=spät,40,\r\n");
  EXPECT_EQ(table("scenario.toml"), example_optimum().provenance.scenario_text);
}

}  // namespace
}  // namespace tiermix
