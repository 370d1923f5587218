// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr double alike = 0.75;

/// A task has a day of its own, or that of a duty it is about.
bool has_day(const PlanView& view, const Task& task) {
  if (task.due) return true;
  return std::ranges::any_of(view.plan().duties, [&](const Duty& duty) {
    const bool linked = std::ranges::find(task.links, duty.key) != task.links.end();
    return linked && view.last_day(duty).has_value();
  });
}

/// Same words, or nearly so; short texts have to be equal.
bool say_the_same(const std::string& a, const std::string& b) {
  if (folded(a) == folded(b)) return true;
  return words_of(a).size() > 4 && words_of(b).size() > 4 && likeness(a, b) >= alike;
}

}  // namespace

/// One warning for all of them: many tasks never get a day.
Findings find_task_without_deadline(const PlanView& view) {
  const auto& tasks = view.plan().tasks;
  const auto open =
      std::ranges::count_if(tasks, [&](const Task& task) { return !has_day(view, task); });
  if (open == 0) return {};
  return {{pointer("tasks"),
           {{"count", std::to_string(open)}, {"total", std::to_string(tasks.size())}}}};
}

Findings find_duplicate_task(const PlanView& view) {
  const auto& tasks = view.plan().tasks;
  Findings found;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      auto both = view.members(tasks[i].agencies);
      const auto others = view.members(tasks[k].agencies);
      std::erase_if(both, [&](const auto& key) { return !others.contains(key); });
      if (both.empty() || !say_the_same(tasks[i].text, tasks[k].text)) continue;
      found.push_back({pointer("tasks", i),
                       {{"text", tasks[i].text},
                        {"no", tasks[i].no},
                        {"other_no", tasks[k].no},
                        {"agencies", view.names(both)}}});
      break;
    }
  }
  return found;
}

}  // namespace inspectord
