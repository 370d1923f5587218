// SPDX-License-Identifier: Apache-2.0
#include "formats/table.hpp"

#include <array>
#include <charconv>

namespace inspectord {
namespace {

struct InWords {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end};
  }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const LocalDate& date) const { return to_string(date); }
  std::string operator()(const LocalTime& time) const { return to_string(time); }
  std::string operator()(const CivilMoment& moment) const {
    return to_string(moment.date) + " " + to_string(moment.time);
  }
  std::string operator()(const UnreadCell& unread) const { return unread.found; }
};

}  // namespace

std::string text_of(const Cell& cell) {
  return std::visit(InWords{}, cell);
}

}  // namespace inspectord
