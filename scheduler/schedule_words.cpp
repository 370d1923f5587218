// SPDX-License-Identifier: Apache-2.0
#include "scheduler/schedule_words.hpp"

namespace inspectord {

std::string describe_schedule_refusal(Language language, const Refusal& refusal) {
  std::string text;
  for (auto problem : refusal.problems()) {
    for (auto& [name, value] : problem.arguments) {
      if (name == "field") value = words(language, "cron.field." + value);
    }
    if (!text.empty()) text += ' ';
    text += describe(language, problem);
  }
  return text;
}

}  // namespace inspectord
