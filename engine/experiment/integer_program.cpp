#include "engine/experiment/integer_program.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <string>

#include <coin/Cbc_C_Interface.h>

#include "engine/base/check.hpp"
#include "engine/base/shared_library.hpp"

namespace tiermix {
namespace {

class Cbc {
 public:
  static const Cbc& instance() {
    static const Cbc kCbc;
    return kCbc;
  }

  decltype(&Cbc_newModel) new_model = nullptr;
  decltype(&Cbc_deleteModel) delete_model = nullptr;
  decltype(&Cbc_loadProblem) load_problem = nullptr;
  decltype(&Cbc_setInteger) set_integer = nullptr;
  decltype(&Cbc_setLogLevel) set_log_level = nullptr;
  decltype(&Cbc_setMaximumNodes) set_maximum_nodes = nullptr;
  decltype(&Cbc_setAllowableFractionGap) set_gap = nullptr;
  decltype(&Cbc_solve) solve = nullptr;
  decltype(&Cbc_bestSolution) best_solution = nullptr;

 private:
  Cbc()
      : library_("libCbcSolver.so.3",
                 "the solver CBC (package coinor-libcbc3), which more than four variables need,") {
    find(new_model, "Cbc_newModel");
    find(delete_model, "Cbc_deleteModel");
    find(load_problem, "Cbc_loadProblem");
    find(set_integer, "Cbc_setInteger");
    find(set_log_level, "Cbc_setLogLevel");
    find(set_maximum_nodes, "Cbc_setMaximumNodes");
    find(set_gap, "Cbc_setAllowableFractionGap");
    find(solve, "Cbc_solve");
    find(best_solution, "Cbc_bestSolution");
  }

  template <typename Function>
  void find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(library_.find(name));
  }

  SharedLibrary library_;
};

// By column, as CBC takes it: the variables, then what each kind of row lacks.
struct ProgramColumns {
  std::vector<CoinBigIndex> start{0};
  std::vector<int> row;
  std::vector<double> value;
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> cost;

  void end(double low, double high, double each) {
    start.push_back(static_cast<CoinBigIndex>(row.size()));
    lower.push_back(low);
    upper.push_back(high);
    cost.push_back(each);
  }
};

std::size_t kinds_of(const IntegerProgram& program) {
  std::size_t kinds = 0;
  for (const ProgramRow& row : program.rows) {
    kinds = std::max(kinds, row.kind + 1);
  }
  return kinds;
}

ProgramColumns program_columns(const IntegerProgram& program) {
  ProgramColumns columns;
  for (std::size_t i = 0; i < program.cost.size(); ++i) {
    for (std::size_t r = 0; r < program.rows.size(); ++r) {
      if (program.rows[r].weights[i] != 0.0) {
        columns.row.push_back(static_cast<int>(r));
        columns.value.push_back(program.rows[r].weights[i]);
      }
    }
    columns.end(program.lower[i], program.upper[i], program.cost[i]);
  }
  for (std::size_t kind = 0; kind < kinds_of(program); ++kind) {
    for (std::size_t r = 0; r < program.rows.size(); ++r) {
      if (program.rows[r].kind == kind) {
        columns.row.push_back(static_cast<int>(r));
        columns.value.push_back(1.0);
      }
    }
    columns.end(0.0, HUGE_VAL, program.penalty);
  }
  return columns;
}

}  // namespace

void require_solver() { static_cast<void>(Cbc::instance()); }

std::optional<std::vector<std::int32_t>> solve(const IntegerProgram& program, int max_nodes) {
  const std::size_t count = program.cost.size();
  TIERMIX_EXPECTS(count > 0 && program.lower.size() == count && program.upper.size() == count);
  const Cbc& cbc = Cbc::instance();
  const std::unique_ptr<Cbc_Model, decltype(cbc.delete_model)> model(cbc.new_model(),
                                                                     cbc.delete_model);
  const ProgramColumns columns = program_columns(program);
  std::vector<double> least;
  for (const ProgramRow& row : program.rows) {
    TIERMIX_EXPECTS(row.weights.size() == count);
    least.push_back(row.at_least);
  }
  const std::vector<double> most(program.rows.size(), HUGE_VAL);
  cbc.set_log_level(model.get(), 0);
  cbc.load_problem(model.get(),
                   static_cast<int>(columns.cost.size()),
                   static_cast<int>(program.rows.size()),
                   columns.start.data(),
                   columns.row.data(),
                   columns.value.data(),
                   columns.lower.data(),
                   columns.upper.data(),
                   columns.cost.data(),
                   least.data(),
                   most.data());
  for (std::size_t i = 0; i < count; ++i) {
    cbc.set_integer(model.get(), static_cast<int>(i));
  }
  cbc.set_maximum_nodes(model.get(), max_nodes);
  cbc.set_gap(model.get(), program.gap);
  cbc.solve(model.get());
  const double* best = cbc.best_solution(model.get());
  if (best == nullptr) {
    return std::nullopt;
  }
  std::vector<std::int32_t> solution;
  for (std::size_t i = 0; i < count; ++i) {
    solution.push_back(static_cast<std::int32_t>(std::lround(best[i])));
  }
  return solution;
}

}  // namespace tiermix
