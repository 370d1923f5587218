// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string>

namespace inspectord {

/// Cron expressions that are right, at random: all that the notation has, sparse and dense.
class RandomCron {
 public:
  explicit RandomCron(std::uint64_t seed) : random_(seed) {}

  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

  std::string text() {
    const int fields = 5 + below(3);
    std::string text;
    if (fields >= 6) text += (below(2) ? "0" : list(0, 59, 3)) + " ";
    text += list(0, 59, 3) + " " + list(0, 23, 3) + " ";
    text += day_of_month() + " " + (below(2) ? "*" : list(1, 12, 3)) + " " + day_of_week();
    if (fields == 7) text += " " + (below(2) ? "*" : list(2020, 2040, 2));
    return text;
  }

 private:
  std::string number(int low, int high) { return std::to_string(low + below(high - low + 1)); }

  std::string entry(int low, int high) {
    switch (below(5)) {
      case 0: {
        const int from = low + below(high - low + 1);
        return std::to_string(from) + "-" + number(from, high);
      }
      case 1:
        return "*/" + number(1, high - low + 1);
      case 2: {
        const int from = low + below(high - low + 1);
        return std::to_string(from) + "-" + number(from, high) + "/" + number(1, 7);
      }
      default:
        return number(low, high);
    }
  }
  std::string list(int low, int high, int most) {
    if (below(5) == 0) return "*";
    std::string text = entry(low, high);
    for (int more = below(most); more > 0; --more) text += "," + entry(low, high);
    return text;
  }
  std::string day_of_month() {
    switch (below(9)) {
      case 0:
        return "L";
      case 1:
        return "LW";
      case 2:
        return number(1, 31) + "W";
      case 3:
        return "?";
      case 4:
        return list(1, 31, 2) + ",L";
      case 5:
        return list(1, 31, 3);
      default:
        return "*";
    }
  }
  std::string day_of_week() {
    const std::string both = below(5) == 0 ? "+" : "";
    switch (below(8)) {
      case 0:
        return both + number(0, 7) + "#" + number(1, 5);
      case 1:
        return both + number(0, 7) + "L";
      case 2:
        return both + number(0, 7) + "#L," + number(0, 7);
      case 3:
        return both + "*,3";
      case 4:
        return both + list(0, 7, 2);
      default:
        return both + "*";
    }
  }

  std::mt19937_64 random_;
};

}  // namespace inspectord
