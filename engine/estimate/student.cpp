#include "engine/estimate/student.hpp"

#include <boost/math/distributions/students_t.hpp>

#include "engine/base/check.hpp"

namespace tiermix {

double student_t(double level, std::uint32_t degrees_of_freedom) {
  TIERMIX_EXPECTS(level > 0.0 && level < 1.0 && degrees_of_freedom > 0);
  struct Kept {
    double level = 0.0;
    std::uint32_t degrees = 0;
    double value = 0.0;
  };
  thread_local Kept kept;
  if (kept.level != level || kept.degrees != degrees_of_freedom) {
    const boost::math::students_t_distribution<double> law(degrees_of_freedom);
    kept = {level, degrees_of_freedom, quantile(complement(law, (1.0 - level) / 2.0))};
  }
  return kept.value;
}

}  // namespace tiermix
