// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

namespace inspectord {

/// Seeds from `first` on.
struct SeedShare {
  int first = 1;
  int count = 0;
};

/// 1 to 1,000,000,000. Throws std::invalid_argument for every other text.
inline int whole_number(std::string_view text) {
  constexpr int most = 1'000'000'000;
  int number = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end || number < 1 || number > most)
    throw std::invalid_argument("not a number of seeds: " + std::string{text});
  return number;
}

/// The seeds 1 to `all` are shared out among parts that may run side by side: "2/4" is the second
/// of four. Throws std::invalid_argument for what is no part, and where there are fewer seeds than
/// parts, since one of them would try nothing.
inline SeedShare share_of(int all, std::string_view part) {
  const auto slash = part.find('/');
  if (slash == part.npos) throw std::invalid_argument("not a part: " + std::string{part});
  const long long no = whole_number(part.substr(0, slash));
  const long long of = whole_number(part.substr(slash + 1));
  if (no > of) throw std::invalid_argument("not a part: " + std::string{part});
  if (all < of) throw std::invalid_argument("fewer seeds than parts: " + std::string{part});
  const auto before = static_cast<int>(all * (no - 1) / of);
  return {.first = before + 1, .count = static_cast<int>(all * no / of) - before};
}

}  // namespace inspectord
