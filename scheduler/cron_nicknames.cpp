// SPDX-License-Identifier: Apache-2.0
#include "scheduler/cron_nicknames.hpp"

#include "core/nearest_name.hpp"
#include "scheduler/text_cursor.hpp"

#include <array>
#include <vector>

namespace inspectord {
namespace {

struct Nickname {
  std::string_view name;
  std::string_view pattern;
};

constexpr std::array<Nickname, 8> nicknames{{{"@yearly", "0 0 1 1 *"},
                                             {"@annually", "0 0 1 1 *"},
                                             {"@monthly", "0 0 1 * *"},
                                             {"@weekly", "0 0 * * 0"},
                                             {"@daily", "0 0 * * *"},
                                             {"@midnight", "0 0 * * *"},
                                             {"@hourly", "0 * * * *"},
                                             {"@reboot", ""}}};

}  // namespace

std::optional<std::string_view> pattern_of_nickname(std::string_view name) {
  for (const auto& nickname : nicknames) {
    if (nickname.name == name) return nickname.pattern;
  }
  return std::nullopt;
}

std::string_view nearest_nickname(std::string_view unknown) {
  std::vector<std::string_view> names;
  for (const auto& nickname : nicknames) {
    if (upper_case(nickname.name) == upper_case(unknown)) return nickname.name;
    names.push_back(nickname.name);
  }
  return nearest_name(unknown, names);
}

}  // namespace inspectord
