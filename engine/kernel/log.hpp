#pragma once

// What happens to cases and reps, one event at a time, for whoever listens to a replication.

#include <cstdint>

#include "engine/base/time.hpp"
#include "engine/random/stream.hpp"

namespace tiermix {

enum class Happening : std::uint8_t {
  contained,         ///< by self-service; the only event of its case
  created,           ///< opened; value: complexity
  queued,            ///< waits at the tier
  blocked,           ///< found no place in the queue; closes
  abandoned,         ///< left the queue; closes
  overflowed,        ///< left the queue for another tier's; the tier left
  timed_out,         ///< left the queue by age, to be escalated; the tier left
  vendor_asked,      ///< sent to a tier without reps
  session_started,   ///< with the rep
  session_ended,     ///< of that rep
  held,              ///< the rep keeps the customer and waits for a specialist of the tier
  helped,            ///< a specialist joins the rep's session
  help_ended,        ///< the specialist has left it
  interrupted,       ///< put down; back to the queue. Value: 0 shift's end, 1 a more urgent case
  referred,          ///< passed on without an attempt
  failed,            ///< the attempt did not resolve
  bounced,           ///< sent back to the tier it came from; the tier that sends
  escalated,         ///< leaves the tier for another; the tier left
  retried,           ///< another attempt at the same tier; value: hours until then
  asked_customer,    ///< value: hours until the answer
  resolved,          ///< value: resolve probability of the attempt
  falsely_resolved,  ///< booked as resolved; will reopen
  reopened_later,    ///< will come back; value: hours until then
  returned,          ///< comes back to the tier's queue
  closed,            ///< for good, with a solution
  closed_unresolved,
  rep_arrived,  ///< the rep's shift starts; no case
  rep_left,
  break_began,  ///< the rep leaves the floor for a break or a meeting; no case
  break_ended,
  task_began,  ///< the rep turns to a task off the phone, while nobody waits; no case
  task_ended,
  balked,             ///< found too many waiting and left at once
  hung_up,            ///< left the queue, will call again
  found_no_line,      ///< found no place in the queue, will call again
  found_closed,       ///< came outside the opening hours, will call again
  redial_planned,     ///< value: hours until then
  called_again,       ///< value: number of redials so far
  callback_accepted,  ///< keeps the place in the queue and is called back
  callback_missed,    ///< the rep does not reach the customer
  callback_planned,   ///< will be tried again; value: hours until then
  dialling_ended,     ///< the rep is free again; no case
  repeat_planned,     ///< not solved, will come back; value: hours until then
  lost,               ///< the customer gives up for good; closes
  joined,             ///< a person has come to the rep's place; no case
  resigned,           ///< the person there has left for good, or for another group
  trains,             ///< in a programme, with newcomers or in onboarding; value: hours from now
};

inline constexpr std::uint32_t kNoRep = UINT32_MAX;
inline constexpr std::uint16_t kNoTier = UINT16_MAX;

struct CaseEvent {
  Instant at;
  Owner owner = 0;  ///< the case; the same in every scenario that has it. 0 for reps alone
  double value = 0.0;
  std::uint32_t rep = kNoRep;  ///< number over all groups: GroupPlan::first_rep + place in it
  std::uint16_t case_class = 0;
  std::uint16_t tier = kNoTier;
  Happening what = Happening::created;
};

class CaseLog {
 public:
  virtual void add(const CaseEvent& event) = 0;

 protected:
  ~CaseLog() = default;
};

}  // namespace tiermix
