// SPDX-License-Identifier: Apache-2.0
#include "server/commands/days_off_option.hpp"

#include "formats/days_off_file.hpp"

namespace inspectord {

DaysOffData read_calendar(const Console& console, const std::string& file) {
  auto data = decode_days_off(read_file(console, file));
  if (!data) fail(console, to_refusal(data.errors()));
  return std::move(data).value();
}

DaysOff days_off_of(const Console& console, const std::string& file) {
  return file.empty() ? DaysOff::vietnam() : DaysOff{read_calendar(console, file)};
}

}  // namespace inspectord
