// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <set>
#include <string>

namespace inspectord {

/// Recurrence rules that RFC 5545 allows, at random: all parts, sparse and dense.
class RandomRule {
 public:
  explicit RandomRule(std::uint64_t seed) : random_(seed) {}

  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  bool once_in(int n) { return below(n) == 0; }

  std::string text() {
    static constexpr const char* frequencies[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                  "WEEKLY",   "MONTHLY",  "YEARLY"};
    return text(frequencies[below(7)]);
  }

  std::string text(const std::string& frequency) {
    const bool yearly = frequency == "YEARLY", monthly = frequency == "MONTHLY";
    const bool short_period = frequency.ends_with("LY") && !yearly && !monthly &&
                              frequency != "DAILY" && frequency != "WEEKLY";
    std::string made = "FREQ=" + frequency;
    if (once_in(2)) made += ";INTERVAL=" + std::to_string(1 + below(short_period ? 40 : 5));
    const auto bare = made.size();
    if (once_in(3)) made += ";BYMONTH=" + numbers(1, 12, 4, false);
    const bool weeks = yearly && once_in(4);
    if (weeks) made += ";BYWEEKNO=" + numbers(1, 53, 4, true);
    if ((yearly || short_period) && once_in(6)) made += ";BYYEARDAY=" + numbers(1, 366, 20, true);
    if (frequency != "WEEKLY" && once_in(3)) made += ";BYMONTHDAY=" + numbers(1, 31, 6, true);
    if (once_in(2)) made += ";BYDAY=" + days((yearly || monthly) && !weeks);
    if (once_in(3)) made += ";BYHOUR=" + numbers(0, 23, 4, false);
    if (once_in(3)) made += ";BYMINUTE=" + numbers(0, 59, 4, false);
    if (once_in(3)) made += ";BYSECOND=" + numbers(0, 59, 4, false);
    if (made.size() > bare && once_in(4)) made += ";BYSETPOS=" + numbers(1, 4, 3, true);
    if (once_in(3)) made += std::string{";WKST="} + day_names[below(7)];
    return made;
  }

 private:
  static constexpr const char* day_names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

  std::string numbers(int low, int high, int most, bool from_end) {
    std::string made;
    for (int more = 1 + below(most); more > 0; --more) {
      const int number = low + below(high - low + 1);
      if (!made.empty()) made += ",";
      made += std::to_string(from_end && once_in(3) ? -number : number);
    }
    return made;
  }

  std::string days(bool numbered) {
    std::string made;
    for (int more = 1 + below(4); more > 0; --more) {
      if (!made.empty()) made += ",";
      if (numbered && once_in(2))
        made += std::to_string(once_in(3) ? -(1 + below(5)) : 1 + below(5));
      made += day_names[below(7)];
    }
    return made;
  }

  std::mt19937_64 random_;
};

}  // namespace inspectord
