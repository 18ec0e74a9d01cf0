#include "engine/kernel/replicate.hpp"

#include <string>

#include "engine/base/check.hpp"
#include "engine/base/text.hpp"
#include "engine/kernel/floor.hpp"

namespace tiermix {

Observations replicate(const Plan& plan, ReplicationKey key, CaseLog* log) {
  Floor floor(plan, key, log);
  try {
    floor.run();
    return floor.report();
  } catch (const ContractViolation& violation) {
    throw ContractViolation("replication " + std::to_string(key.replication) + " failed at " +
                            format_fixed(static_cast<double>(floor.now().us) * 1e-6, 6) +
                            " s: " + violation.what());
  }
}

}  // namespace tiermix
