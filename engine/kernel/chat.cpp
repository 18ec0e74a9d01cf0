// Several chats with one rep: they share the rep's attention, so each goes on at a pace that falls
// with their number. The rep is busy once; the time is shared out among the chats open, in whole
// microseconds, what is left over to the one that began first.

#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {
namespace {

// Of the n-th chat open, out of a time that n chats share.
std::int64_t share_of(std::int64_t us, std::size_t chats, std::size_t n) {
  const auto count = static_cast<std::int64_t>(chats);
  return us / count + (n == 0 ? us % count : 0);
}

}  // namespace

// Whether the case leaves its rep free for other chats. Not a call back, nor while a colleague
// keeps it, or asks for help with it: that takes a specialist's whole attention.
bool Floor::is_free_chat(std::uint32_t slot) {
  const Case& c = cases_[slot];
  return plan_.classes[c.case_class].is_chat && !c.helping && !c.promised &&
         cases_.history(slot).holder == kNobody;
}

bool Floor::is_chat_with(std::uint32_t slot, const Rep& r) {
  return plan_.groups[r.group].chats > 1 && is_free_chat(slot);
}

// Whether the rep, with chats in hand, takes another one.
bool Floor::has_room(std::uint32_t rep) const {
  const Rep& r = reps_.all()[rep];
  return r.presence == RepPresence::busy && r.role == Role::chatting &&
         chats_[rep].open.size() < plan_.groups[r.group].chats;
}

// The rep with the fewest chats open who has room for this one.
std::uint32_t Floor::chatting_rep(std::uint32_t slot) {
  const Case& c = cases_[slot];
  const LinesPlan& lines = plan_.tiers[c.tier].lines;
  if (!lines.chats || !is_free_chat(slot)) {
    return kNobody;
  }
  const std::uint32_t wanted = cases_.history(slot).waits_for;
  if (wanted != kNobody) {
    return has_room(wanted) ? wanted : kNobody;
  }
  const std::uint32_t others = reps_.idle_count(c.tier);
  std::uint32_t best = kNobody;
  for (const std::uint16_t g : lines.groups) {
    const GroupPlan& group = plan_.groups[g];
    for (std::uint32_t rep = group.first_rep; rep < group.first_rep + group.reps; ++rep) {
      if (has_room(rep) && may_serve(c, reps_[rep], others) &&
          (best == kNobody || chats_[rep].open.size() < chats_[best].open.size())) {
        best = rep;
      }
    }
  }
  return best;
}

// A rep who is free, or has room, takes the chat.
void Floor::begin_chat(std::uint32_t slot, std::uint32_t rep) {
  Case& c = cases_[slot];
  Rep& r = reps_[rep];
  ChatHand& hand = chats_[rep];
  advance_chats(rep);
  if (hand.open.empty()) {
    r.case_slot = slot;
    r.presence = RepPresence::busy;
    r.role = Role::chatting;
    r.next = kNobody;
    tier_counters_[r.tier].busy.step_up(now_);
  }
  r.hand_over = 0.0;
  r.diagnosis = 0.0;
  double us = c.handling * slowness(r, c);
  if (!c.resumed) {
    count_answer(slot);
  }
  note(Happening::session_started, c, rep);
  if (!c.resumed) {
    const bool plain = plan_.work_of(c.case_class, c.tier).plain;
    us = plain ? plain_session(slot, r) : decide(slot, r);
  }
  c.resumed = false;
  hand.open.push_back({.slot = slot,
                       .left = static_cast<double>(to_duration(us).us),
                       .hand_over = r.hand_over,
                       .diagnosis = r.diagnosis});
  plan_chats(rep);
}

// As many more chats as wait and find room.
void Floor::fill_chats(std::uint32_t rep) {
  while (has_room(rep)) {
    std::uint32_t slot = kNobody;
    if (!own_lines_.empty() && !own_lines_[rep].empty() && is_free_chat(own_lines_[rep].first())) {
      slot = own_lines_[rep].first();
    } else {
      slot = next_for(reps_[rep], reps_[rep].tier);
    }
    if (slot == kNobody) {
      return;
    }
    static_cast<void>(leave_queue(slot));
    begin_chat(slot, rep);
  }
}

// The end of the chat that ends first, if nothing happens before.
void Floor::plan_chats(std::uint32_t rep) {
  const std::vector<OpenChat>& open = chats_[rep].open;
  const double pace = plan_.groups[reps_[rep].group].pace[open.size() - 1];
  const double least = std::ranges::min_element(open, {}, &OpenChat::left)->left;
  constexpr double kNothing = 0.5;  // us; two chats may end at one instant
  handling_ends_.plan(rep, least < kNothing ? now_ : now_ + to_duration(least / pace));
}

// The work and the time since the last change.
void Floor::advance_chats(std::uint32_t rep) {
  ChatHand& hand = chats_[rep];
  const Instant since = hand.since;
  hand.since = now_;
  if (hand.open.empty() || since == now_) {
    return;
  }
  Rep& r = reps_[rep];
  const std::size_t chats = hand.open.size();
  const Duration elapsed = now_ - since;
  const Duration overlap = std::min(now_, plan_.horizon) - std::max(since, plan_.warm_up);
  const std::int64_t inside = std::max<std::int64_t>(0, overlap.us);
  const double done = static_cast<double>(elapsed.us) * plan_.groups[r.group].pace[chats - 1];
  for (std::size_t n = 0; n < chats; ++n) {
    OpenChat& chat = hand.open[n];
    attribute_chat(chat, r.grade, share_of(inside, chats, n), done);
    chat.spent += share_of(elapsed.us, chats, n);
    chat.left -= done;
    chat.done += done;
  }
  r.worked = r.worked + elapsed;
  tier_counters_[r.tier].chat_time += inside * static_cast<std::int64_t>(chats);
}

// A chat's share of a stretch of the rep's time to what it was spent on, in proportion to the work
// done in it: taking over, diagnosis, the rest.
void Floor::attribute_chat(const OpenChat& chat,
                           std::uint16_t grade,
                           std::int64_t us,
                           double done) {
  const auto part = [&](double from, double to) {
    const double overlap = std::min(chat.done + done, to) - std::max(chat.done, from);
    return overlap <= 0.0 ? 0 : static_cast<std::int64_t>(static_cast<double>(us) * overlap / done);
  };
  const std::int64_t taking_over = part(0.0, chat.hand_over);
  const std::int64_t diagnosis =
      std::min(part(chat.hand_over, chat.hand_over + chat.diagnosis), us - taking_over);
  auto& spent = grade_counters_[grade].spent;
  spent[static_cast<std::size_t>(Cause::hand_over)] += taking_over;
  spent[static_cast<std::size_t>(Cause::diagnosis)] += diagnosis;
  spent[static_cast<std::size_t>(cause_of(cases_[chat.slot]))] += us - taking_over - diagnosis;
}

// The rep goes on with the other chats, and takes more where some wait; the customer is not kept on
// the line for a specialist.
void Floor::end_chat(std::uint32_t rep) {
  Rep& r = reps_[rep];
  std::vector<OpenChat>& open = chats_[rep].open;
  advance_chats(rep);
  const auto first = std::ranges::min_element(open, {}, &OpenChat::left);
  const OpenChat ended = *first;
  open.erase(first);
  count_attempt(ended.slot);
  count_handle_time(cases_[ended.slot], r, {ended.spent});
  count_contact(ended.slot, rep);
  if (open.empty()) {
    r.role = Role::own;
    tier_counters_[r.tier].busy.step_down(now_);
    free_rep(rep);
  } else {
    plan_chats(rep);
    fill_chats(rep);
  }
  go_on(ended.slot);
}

// All chats go to colleagues or to the front of their line; the work done is kept.
void Floor::hand_back_chats(std::uint32_t rep) {
  Rep& r = reps_[rep];
  advance_chats(rep);
  std::vector<OpenChat> open;
  open.swap(chats_[rep].open);
  for (const OpenChat& chat : open) {
    Case& c = cases_[chat.slot];
    c.handling = chat.left / slowness(r, c);
    c.resumed = true;
    note(Happening::interrupted, c, rep, 0.0);
    count_handle_time(c, r, {chat.spent});
  }
  r.role = Role::own;
  tier_counters_[r.tier].busy.step_down(now_);
  handling_ends_.cancel(rep);
  rep_leaves(rep);
  for (const OpenChat& chat : open) {
    put_in_front(chat.slot);
  }
}

}  // namespace tiermix
