#pragma once

// Cost and cases of ten replications.

#include <array>

namespace tiermix {

inline constexpr std::array kCosts{
    10210.0, 9875.0, 10940.0, 10105.0, 9660.0, 11020.0, 10480.0, 9930.0, 10350.0, 10710.0};
inline constexpr std::array kCases{
    201.0, 195.0, 214.0, 203.0, 188.0, 219.0, 205.0, 198.0, 207.0, 209.0};

}  // namespace tiermix
