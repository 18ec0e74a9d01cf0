#pragma once

// Contracts. A broken contract is a defect of ours: it throws ContractViolation with the place,
// and whoever runs a replication adds seed, replication and clock.
//
// TIERMIX_EXPECTS and TIERMIX_ENSURES stay on in every build; TIERMIX_ASSERT is for the inner loop
// and is on where NDEBUG is not defined.

#include <stdexcept>
#include <string>

namespace tiermix {

class ContractViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void contract_violated(const char* kind,
                                           const char* condition,
                                           const char* file,
                                           int line) {
  throw ContractViolation(std::string(kind) + " violated: " + condition + " (" + file + ":" +
                          std::to_string(line) + ")");
}

}  // namespace tiermix

#define TIERMIX_CHECK_(kind, condition) \
  ((condition) ? void(0) : ::tiermix::contract_violated(kind, #condition, __FILE__, __LINE__))
#define TIERMIX_EXPECTS(condition) TIERMIX_CHECK_("precondition", condition)
#define TIERMIX_ENSURES(condition) TIERMIX_CHECK_("postcondition", condition)
#ifdef NDEBUG
#define TIERMIX_ASSERT(condition) void(0)
#else
#define TIERMIX_ASSERT(condition) TIERMIX_CHECK_("assertion", condition)
#endif
