// SPDX-License-Identifier: Apache-2.0
#include "scheduler/schedule_words.hpp"

namespace inspectord {

std::string describe_schedule_refusal(Language language, const Refusal& refusal) {
  std::string text;
  for (const auto& problem : refusal.problems()) {
    auto said = problem;
    for (auto& [name, value] : said.arguments) {
      if (name == "field") value = words(language, "cron.field." + value);
    }
    if (!text.empty()) text += ' ';
    text += describe(language, said);
  }
  return text;
}

}  // namespace inspectord
